/** The words of a report's files, which come with them. */
import { dictionary, wordsIn } from '../../i18n/index.ts';
import type { FilesWords } from '../../i18n/staff.files.zh.ts';

export const filesWords = dictionary<FilesWords>(wordsIn('staff.files'));
