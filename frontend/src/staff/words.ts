/** The staff's words, in one language at a time. */
import { dictionary, wordsIn } from '../i18n/index.ts';
import type { StaffWords } from '../i18n/staff.zh.ts';

export const words = dictionary<StaffWords>(wordsIn('staff'));
