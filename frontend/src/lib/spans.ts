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

/** The day before the month in English too, as nearly everywhere. */
const writer = (language: string, parts: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, parts);
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Day, weekday and time, as the phone's clock has it. */
export const dayAndTime = (at: string, language: string): string =>
  writer(language, { ...CLOCK, weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(at));

/** The day with its weekday, and the time of day, apart. */
export const dayName = (at: string, language: string): string =>
  writer(language, { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(at));
export const clockTime = (at: string, language: string): string =>
  writer(language, CLOCK).format(new Date(at));

/** The plain date and time and the zone's name, for paper: 2026年3月1日 11:54（中国标准时间）. `zone`: the phone's own unless told. */
export function fullTime(at: string, language: string, zone?: string): string {
  const isChinese = language.startsWith('zh');
  const written = (parts: Intl.DateTimeFormatOptions) => writer(language, { ...parts, ...(zone ? { timeZone: zone } : {}) });
  const time = new Date(at);
  const day = written({ year: 'numeric', month: 'long', day: 'numeric' }).format(time);
  const clock = written(CLOCK).format(time);
  const place = written({ timeZoneName: 'long' }).formatToParts(time).find((part) => part.type === 'timeZoneName')?.value ?? '';
  return isChinese ? `${day} ${clock}（${place}）` : `${day}, ${clock} (${place})`;
}

/** The time alone when it is today, else with the day. */
export function shortTime(at: string, language: string, now: Date): string {
  const time = new Date(at);
  const isToday = time.toDateString() === now.toDateString();
  return writer(language, isToday ? CLOCK : { ...CLOCK, day: 'numeric', month: 'short' }).format(time);
}
