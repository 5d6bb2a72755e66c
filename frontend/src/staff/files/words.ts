/** The words of a report's files, which come with them. */
import { dictionary } from '../../i18n/index.ts';
import type { FilesWords } from '../../i18n/staff.files.zh.ts';

export const filesWords = dictionary<FilesWords>({
  'zh-CN': () => import('../../i18n/staff.files.zh.ts'),
  en: () => import('../../i18n/staff.files.en.ts'),
});
