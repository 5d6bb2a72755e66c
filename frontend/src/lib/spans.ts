/** Says how long until a time, in the largest unit that stays exact enough, and writes a time for people. */

export interface SpanWords {
  minutes(n: number): string;
  hours(n: number): string;
  days(n: number): string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Rounded up, because it is a promise. */
export function span(from: string, to: string, words: SpanWords): string {
  const length = Math.max(0, Date.parse(to) - Date.parse(from));
  if (length < HOUR_MS || (length < 2 * HOUR_MS && length % HOUR_MS !== 0)) return words.minutes(Math.max(1, Math.ceil(length / MINUTE_MS)));
  if (length < 2 * DAY_MS) return words.hours(Math.max(1, Math.ceil(length / HOUR_MS)));
  return words.days(Math.ceil(length / DAY_MS));
}

/** Day, weekday and time, as the phone's clock has it. */
export const dayAndTime = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false }).format(
    new Date(at),
  );

/** In full, with the zone: for paper. */
export const fullTime = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language, {
    year: 'numeric', month: 'long', day: 'numeric', weekday: 'long', hour: '2-digit', minute: '2-digit', hour12: false, timeZoneName: 'short',
  }).format(new Date(at));

/** The time alone when it is today, else with the day. */
export function shortTime(at: string, language: string, now: Date): string {
  const time = new Date(at);
  const isToday = time.toDateString() === now.toDateString();
  const clock = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
  return new Intl.DateTimeFormat(language, isToday ? clock : { ...clock, day: 'numeric', month: 'numeric' }).format(time);
}
