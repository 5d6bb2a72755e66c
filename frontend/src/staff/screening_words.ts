/** The words of deciding, apart from the others since they come with that screen. */
import { dictionary } from '../i18n/index.ts';
import type { ScreeningWords } from '../i18n/staff.screening.zh.ts';

export const screeningWords = dictionary<ScreeningWords>({
  'zh-CN': () => import('../i18n/staff.screening.zh.ts'),
  en: () => import('../i18n/staff.screening.en.ts'),
});
