/** The words of escalation policies, which come with them. */
import { dictionary, wordsIn } from '../../i18n/index.ts';
import type { ClimbWords } from '../../i18n/staff.climb.zh.ts';

export const climbWords = dictionary<ClimbWords>(wordsIn('staff.climb'));
