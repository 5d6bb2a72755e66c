/** Days and hours of the board in words, in the deployment's time zone. */
import { language } from '../../i18n/index.ts';
import { zone } from '../state/content.ts';
import { now } from '../state/now.ts';
import { dateOf, dayOf, timeOfDay } from '../zone.ts';
import { beginningOf, daysFrom, hoursOf, piecesOf, type Stretch } from './week.ts';
import { dutyWords } from './words.ts';

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

/** The whole of a stretch, shorter when it fits one day or one night. */
export function spanWords(of: Stretch): string {
  const said = dutyWords();
  const day = dayOf(of.start, zone());
  const [whole] = daysFrom(day, 1, zone());
  const [piece] = whole ? piecesOf([of], whole) : [];
  const hours = whole && piece && hoursOf(piece, whole, zone());
  const isWhole = of.end !== null && (hours?.kind === 'within' || hours?.kind === 'overnight' || (hours?.kind === 'day' && of.end === whole?.ends));
  if (hours && isWhole) return said.sameDay(dayWords(day), said.hours(hours));
  return of.end === null ? said.openEnd(momentWords(of.start)) : said.range(momentWords(of.start), momentWords(of.end));
}
