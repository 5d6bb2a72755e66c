/** The words of the thread, which come with it. */
import { dictionary, wordsIn } from '../../i18n/index.ts';
import type { ThreadWords } from '../../i18n/staff.thread.zh.ts';

export const threadWords = dictionary<ThreadWords>(wordsIn('staff.thread'));
