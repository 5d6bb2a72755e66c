/** Days and shifts of the board as the clocks of a time zone show them. Pure: instants in milliseconds, days as YYYY-MM-DD. */
import { dayOf, fromWall, timeOfDay } from '../zone.ts';

const HALF_HOUR = 30 * 60_000;
const DAY = 86_400_000;
/** What is planned to go on for longer than this ends where the plan does, five weeks ahead: nobody has set that end. */
export const FAR = 30 * DAY;

/** A calendar day with its real beginning and end: 23 or 25 hours apart when the clocks change. */
export interface Day {
  day: string;
  starts: number;
  ends: number;
}

/** Hours of somebody (or of nobody: a gap). `end` null: until somebody ends it. */
export interface Stretch {
  start: number;
  end: number | null;
}

/** The part of a stretch that lies within one day. */
export interface Piece<T extends Stretch> {
  of: T;
  from: number;
  to: number;
  /** Whether the stretch begins, and ends, on this day. */
  begins: boolean;
  ends: boolean;
}

/** The calendar day so many days later; earlier when negative. */
export const daysLater = (day: string, count: number) => new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);

/** 0 is Monday. */
export const weekdayOf = (day: string) => (new Date(Date.parse(day)).getUTCDay() + 6) % 7;

export const isDay = (text: string | null | undefined): text is string =>
  /^20\d\d-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text ?? '')) && daysLater(text ?? '', 0) === text;

/** The first instant of a day. Where midnight is left out, or comes twice, the clocks change by half hours or whole ones. */
export function beginningOf(day: string, zone: string): number {
  let at = fromWall(`${day}T00:00`, zone);
  while (dayOf(at, zone) < day) at += HALF_HOUR;
  while (dayOf(at - HALF_HOUR, zone) === day) at -= HALF_HOUR;
  return at;
}

/** So many days from `first` on. */
export function daysFrom(first: string, count: number, zone: string): Day[] {
  const edges = Array.from({ length: count + 1 }, (_, number) => beginningOf(daysLater(first, number), zone));
  return Array.from({ length: count }, (_, number) => ({ day: daysLater(first, number), starts: edges[number] ?? 0, ends: edges[number + 1] ?? 0 }));
}

/** What of these stretches lies within a day, by time. */
export function piecesOf<T extends Stretch>(stretches: readonly T[], { starts, ends }: Day): Piece<T>[] {
  return stretches
    .filter(({ start, end }) => start < ends && (end ?? Infinity) > starts)
    .map((of) => ({ of, from: Math.max(of.start, starts), to: Math.min(of.end ?? Infinity, ends), begins: of.start >= starts, ends: of.end !== null && of.end <= ends }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Which words the hours of a piece need. `at` and `until` are times of day; the end of a day is 24:00. */
export type PieceHours = { kind: 'day' } | { kind: 'within' | 'overnight'; at: string; until: string } | { kind: 'from'; at: string } | { kind: 'until'; until: string };

/** "22:00 to 08:00 the next day" stands on the day on which it begins; the morning after says "until 08:00". */
export function hoursOf({ of, from, to, begins, ends }: Piece<Stretch>, { starts, ends: dayEnds }: Day, zone: string): PieceHours {
  if (from === starts && to === dayEnds) return { kind: 'day' };
  const at = timeOfDay(from, zone);
  if (ends) {
    const until = to === dayEnds ? '24:00' : timeOfDay(to, zone);
    return begins ? { kind: 'within', at, until } : { kind: 'until', until };
  }
  const isNextDay = of.end !== null && of.end - dayEnds < DAY / 2;
  return isNextDay && of.end !== null ? { kind: 'overnight', at, until: timeOfDay(of.end, zone) } : { kind: 'from', at };
}

/** Where a piece lies in its day, as shares of the day's real length. */
export function shareOf({ from, to }: Piece<Stretch>, { starts, ends }: Day): { left: number; width: number } {
  const length = ends - starts;
  return { left: (from - starts) / length, width: (to - from) / length };
}

interface Owned extends Stretch {
  who: string;
}

/** Without what lies wholly within another stretch of the same person: they are on duty once. */
export function onceEach<T extends Owned>(stretches: readonly T[]): T[] {
  const within = (inner: T, outer: T) => inner.start >= outer.start && (inner.end ?? Infinity) <= (outer.end ?? Infinity);
  return stretches.filter(
    (one, number) => !stretches.some((other, at) => at !== number && other.who === one.who && within(one, other) && (!within(other, one) || at < number)),
  );
}

/** What was worked up to a moment and goes on from there is one stretch, called as its later part is. */
export function wentOn<T extends Owned>(stretches: readonly T[], now: number): T[] {
  const goesOn = (before: T) => stretches.find((one) => one !== before && one.who === before.who && one.start === before.end && before.end <= now);
  const beginning = (one: T): number => stretches.find((before) => before.who === one.who && before.end === one.start && before.end <= now)?.start ?? one.start;
  return stretches.filter((one) => !goesOn(one)).map((one) => ({ ...one, start: beginning(one) }));
}
