/** The words of "how I am told", which come with it. */
import { dictionary } from '../../i18n/index.ts';
import type { ToldWords } from '../../i18n/staff.told.zh.ts';

export const toldWords = dictionary<ToldWords>({
  'zh-CN': () => import('../../i18n/staff.told.zh.ts'),
  en: () => import('../../i18n/staff.told.en.ts'),
});
