/** The words of the shift board, which come with it. */
import { dictionary, wordsIn } from '../../i18n/index.ts';
import type { DutyWords } from '../../i18n/staff.duty.zh.ts';

export const dutyWords = dictionary<DutyWords>(wordsIn('staff.duty'));
