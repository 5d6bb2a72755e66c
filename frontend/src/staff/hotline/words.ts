/** The words of the hotline, which come with it. */
import { dictionary, wordsIn } from '../../i18n/index.ts';
import type { HotlineWords } from '../../i18n/staff.hotline.zh.ts';

export const hotlineWords = dictionary<HotlineWords>(wordsIn('staff.hotline'));
