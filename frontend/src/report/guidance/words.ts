/** The words of the guidance, each language one file that is kept once it was read. */
import { dictionary, wordsIn } from '../../i18n/index.ts';

export const guide = dictionary<typeof import('../../i18n/guide.zh.ts').default>(wordsIn('guide'));
