/** The words of own reports, which come with them. */
import { dictionary, wordsIn } from '../../i18n/index.ts';
import type { OwnWords } from '../../i18n/staff.own.zh.ts';

export const ownWords = dictionary<OwnWords>(wordsIn('staff.own'));
