/** My shifts in a sentence or two: the one that runs, and the next one. */
import type { MyShift, MyShifts } from '../data/duty.ts';
import { momentWords } from './duty/say.ts';
import { restWords } from './rest_words.ts';
import { momentOf, zone } from './state/content.ts';
import { now } from './state/now.ts';
import { dayOf, daysBetween, timeOfDay } from './zone.ts';

/** As far as the list of shifts reaches from when it was made. */
const AHEAD = 14 * 86_400_000;

/** "tomorrow 09:00"; further away with the day of the week. */
const whenOf = (text: string) => (Math.abs(daysBetween(now.value, Date.parse(text), zone())) < 2 ? momentOf(text) : momentWords(Date.parse(text)));

function spanOf({ starts_at: starts, ends_at: ends }: MyShift): string {
  const said = restWords().duty;
  if (!ends) return said.fromOn(whenOf(starts));
  const isOneDay = dayOf(Date.parse(starts), zone()) === dayOf(Date.parse(ends), zone());
  return said.span(whenOf(starts), isOneDay ? timeOfDay(Date.parse(ends), zone()) : whenOf(ends));
}

function currentWords({ starts_at: starts, ends_at: ends }: MyShift, until: string): string {
  const said = restWords().duty;
  if (!ends) return said.onOpen(whenOf(starts));
  return ends > until ? said.onLong(whenOf(starts)) : said.onUntil(whenOf(starts), whenOf(ends));
}

/** `isInMany`: serves in more than one team, so that the next one says in which. */
export function shiftWords({ items, until }: MyShifts, isOn: boolean, isInMany: boolean): string[] {
  const said = restWords().duty;
  // The list begins when it was made: this page's clock may be a moment behind it.
  const at = new Date(Math.max(now.value, Date.parse(until) - AHEAD)).toISOString();
  const current = items.find((shift) => shift.starts_at <= at);
  const next = items.find((shift) => shift.starts_at > at);
  const first = isOn && current ? currentWords(current, until) : isOn ? said.isOn : said.isOff;
  // Who is on for longer than one can see has no next shift to wonder about.
  if (isOn && current && (!current.ends_at || current.ends_at > until)) return [first];
  return [first, next ? said.nextShift(spanOf(next), isInMany ? said.inTeam(next.team.name) : '') : said.nextNone];
}
