/** Dates and times of day in the deployment's time zone, which need not be this device's. Pure. */

/** Offset of `zone` from UTC at `instant`, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const parts = Object.fromEntries(formatter('en', zone, WALL).formatToParts(instant).map((part) => [part.type, part.value]));
  const { year, month, day, hour, minute, second } = parts as Record<string, string>;
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour) % 24, Number(minute), Number(second));
  return wall - Math.floor(instant / 1000) * 1000;
}

const WALL: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
};

const kept = new Map<string, Intl.DateTimeFormat>();

/** Making one costs about a millisecond, so each is made once. An unknown zone falls back to UTC. */
function formatter(language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  const found = kept.get(key) ?? make(language, zone, options);
  kept.set(key, found);
  return found;
}

function make(language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  }
}

/** `YYYY-MM-DDTHH:mm` as a datetime-local input wants it. */
export function toWall(instant: number, zone: string): string {
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 16);
}

/** The instant at which the clocks of `zone` show `wall`, in milliseconds; NaN when `wall` is no time. */
export function fromWall(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return Number.NaN;
  const near = asUtc - offsetAt(asUtc, zone);
  return asUtc - offsetAt(near, zone); // The second look settles the hours around a change to summer time.
}

/** `YYYY-MM-DD` of that moment in the zone. */
export const dayOf = (instant: number, zone: string) => toWall(instant, zone).slice(0, 10);

/** How many calendar days `instant` lies after `now` in the zone; negative for the past. */
export function daysBetween(now: number, instant: number, zone: string): number {
  return Math.round((Date.parse(dayOf(instant, zone)) - Date.parse(dayOf(now, zone))) / 86_400_000);
}

export const timeOfDay = (instant: number, zone: string) => toWall(instant, zone).slice(11);

/** "11月23日" or "23 Nov"; with the year when it is not this one. */
export function dateOf(instant: number, now: number, zone: string, language: string): string {
  const sameYear = dayOf(instant, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4);
  const locale = language === 'en' ? 'en-GB' : language;
  const options: Intl.DateTimeFormatOptions = { month: language.startsWith('zh') ? 'long' : 'short', day: 'numeric' };
  return formatter(locale, zone, sameYear ? options : { ...options, year: 'numeric' }).format(instant);
}
