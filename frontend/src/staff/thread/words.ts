/** The words of the thread, which come with it. */
import { dictionary } from '../../i18n/index.ts';
import type { ThreadWords } from '../../i18n/staff.thread.zh.ts';

export const threadWords = dictionary<ThreadWords>({
  'zh-CN': () => import('../../i18n/staff.thread.zh.ts'),
  en: () => import('../../i18n/staff.thread.en.ts'),
});
