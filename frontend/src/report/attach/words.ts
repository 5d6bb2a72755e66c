/** The words of photos, voice notes and files: fetched with what they stand on. */
import { dictionary, wordsIn } from '../../i18n/index.ts';

export const attach = dictionary<typeof import('../../i18n/attach.zh.ts').default>(wordsIn('attach'));
