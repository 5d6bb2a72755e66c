/** The words of photos, voice notes and files: fetched with what they stand on. */
import { dictionary } from '../../i18n/index.ts';

export const attach = dictionary({
  'zh-CN': () => import('../../i18n/attach.zh.ts'),
  en: () => import('../../i18n/attach.en.ts'),
});
