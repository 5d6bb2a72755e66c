/** Lengths of time as people say them, and the state of a clock. Pure: `now` always comes in, in milliseconds. */
import type { Due } from '../data/reports.ts';

/** One or two figures with their units. Always rounded down: the safe side for whoever still has to act. */
export type Span =
  | { unit: 'instant' }
  | { unit: 'minutes'; count: number }
  | { unit: 'hours'; count: number; minutes: number }
  | { unit: 'days'; count: number };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Minutes up to two hours, hours and minutes up to ten, hours up to two days, then days. */
export function spanOf(milliseconds: number): Span {
  const length = Math.max(0, milliseconds);
  if (length < MINUTE) return { unit: 'instant' };
  if (length < 2 * HOUR) return { unit: 'minutes', count: Math.floor(length / MINUTE) };
  if (length < 2 * DAY) {
    const hours = Math.floor(length / HOUR);
    const minutes = length < 10 * HOUR ? Math.floor((length % HOUR) / MINUTE) : 0;
    return { unit: 'hours', count: hours, minutes };
  }
  return { unit: 'days', count: Math.floor(length / DAY) };
}

export type Tone = 'ok' | 'soon' | 'over';

export interface ClockState {
  tone: Tone;
  /** Time left, or time over when the tone is "over". */
  span: Span;
  /** How much of the time is used up, 0 to 1. */
  used: number;
}

/** A clock is "soon" when a quarter of its time, or less, is left. Null where no standard is set: nothing runs. */
export function clockOf(due: Pick<Due, 'at' | 'began_at'> | null, now: number): ClockState | null {
  if (!due?.at) return null;
  const end = Date.parse(due.at);
  const start = Date.parse(due.began_at);
  const left = end - now;
  const whole = Math.max(1, end - start);
  if (left < 0) return { tone: 'over', span: spanOf(-left), used: 1 };
  return { tone: left * 4 <= whole ? 'soon' : 'ok', span: spanOf(left), used: clamp((now - start) / whole) };
}

const clamp = (share: number) => (Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0);
