/** The words of "how I am told", which come with it. */
import { dictionary, wordsIn } from '../../i18n/index.ts';
import type { ToldWords } from '../../i18n/staff.told.zh.ts';

export const toldWords = dictionary<ToldWords>(wordsIn('staff.told'));
