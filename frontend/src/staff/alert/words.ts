/** The words of what else can be done about one alert, which come with it. */
import { dictionary, wordsIn } from '../../i18n/index.ts';
import type { AlertWords } from '../../i18n/staff.alert.zh.ts';

export const alertWords = dictionary<AlertWords>(wordsIn('staff.alert'));
