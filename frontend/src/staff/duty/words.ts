/** The words of the shift board, which come with it. */
import { dictionary } from '../../i18n/index.ts';
import type { DutyWords } from '../../i18n/staff.duty.zh.ts';

export const dutyWords = dictionary<DutyWords>({
  'zh-CN': () => import('../../i18n/staff.duty.zh.ts'),
  en: () => import('../../i18n/staff.duty.en.ts'),
});
