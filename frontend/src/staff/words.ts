/** The staff's words, in one language at a time. */
import { dictionary } from '../i18n/index.ts';
import type { StaffWords } from '../i18n/staff.zh.ts';

export const words = dictionary<StaffWords>({
  'zh-CN': () => import('../i18n/staff.zh.ts'),
  en: () => import('../i18n/staff.en.ts'),
});
