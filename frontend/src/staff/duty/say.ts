/** Days and hours of the board in words, in the deployment's time zone. */
import { language } from '../../i18n/index.ts';
import { zone } from '../state/content.ts';
import { now } from '../state/now.ts';
import { dateOf, dayOf, timeOfDay } from '../zone.ts';
import { beginningOf } from './week.ts';

/** "Wed" and "25 Nov". */
export function dayNames(day: string): { weekday: string; date: string } {
  const weekday = new Intl.DateTimeFormat(language.value, { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(day));
  return { weekday, date: dateOf(beginningOf(day, zone()), now.value, zone(), language.value) };
}

export function dayWords(day: string): string {
  const { weekday, date } = dayNames(day);
  return `${date} ${weekday}`;
}

export const momentWords = (instant: number) => `${dayWords(dayOf(instant, zone()))} ${timeOfDay(instant, zone())}`;
