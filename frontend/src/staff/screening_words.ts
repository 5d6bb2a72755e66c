/** The words of deciding, apart from the others since they come with that screen. */
import { dictionary, wordsIn } from '../i18n/index.ts';
import type { ScreeningWords } from '../i18n/staff.screening.zh.ts';

export const screeningWords = dictionary<ScreeningWords>(wordsIn('staff.screening'));
