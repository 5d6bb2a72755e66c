/** The words of duty, this device and me, apart from the others since they come with those screens. */
import { dictionary } from '../i18n/index.ts';
import type { RestWords } from '../i18n/staff.rest.zh.ts';

export const restWords = dictionary<RestWords>({
  'zh-CN': () => import('../i18n/staff.rest.zh.ts'),
  en: () => import('../i18n/staff.rest.en.ts'),
});
