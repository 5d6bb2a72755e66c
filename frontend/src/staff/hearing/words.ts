/** The words of the board of who can hear us, which come with it. */
import { dictionary, wordsIn } from '../../i18n/index.ts';
import type { HearingWords } from '../../i18n/staff.hearing.zh.ts';

export const hearingWords = dictionary<HearingWords>(wordsIn('staff.hearing'));
