/** The words of duty, this device and me, apart from the others since they come with those screens. */
import { dictionary, wordsIn } from '../i18n/index.ts';
import type { RestWords } from '../i18n/staff.rest.zh.ts';

export const restWords = dictionary<RestWords>(wordsIn('staff.rest'));
