/** The words of this page, apart from the others since most people never open it. */
import { dictionary } from '../../i18n/index.ts';
import type { TimesWords } from '../../i18n/staff.times.zh.ts';

export const timesWords = dictionary<TimesWords>({
  'zh-CN': () => import('../../i18n/staff.times.zh.ts'),
  en: () => import('../../i18n/staff.times.en.ts'),
});
