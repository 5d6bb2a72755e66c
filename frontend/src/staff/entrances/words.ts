/** The words of entrances, which come with them. */
import { dictionary, wordsIn } from '../../i18n/index.ts';
import type { EntranceWords } from '../../i18n/staff.entrances.zh.ts';

export const entranceWords = dictionary<EntranceWords>(wordsIn('staff.entrances'));
