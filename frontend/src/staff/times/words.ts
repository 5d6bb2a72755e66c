/** The words of this page, apart from the others since most people never open it. */
import { dictionary, wordsIn } from '../../i18n/index.ts';
import type { TimesWords } from '../../i18n/staff.times.zh.ts';

export const timesWords = dictionary<TimesWords>(wordsIn('staff.times'));
