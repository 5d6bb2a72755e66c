/** The words of a draft: fetched when somebody asks to keep one, or to go on with it. */
import { dictionary, wordsIn } from '../../i18n/index.ts';

export const draftWords = dictionary<typeof import('../../i18n/draft.zh.ts').default>(wordsIn('draft'));
