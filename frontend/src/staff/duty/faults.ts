/** What is wrong with hours before they are sent, and what the server said, in words beside the field. */
import { ApiError } from '../../data/client.ts';
import { failureWords } from '../parts/Trouble.tsx';
import { zone } from '../state/content.ts';
import { present } from '../state/now.ts';
import { failureOf } from '../state/session.ts';
import { fromWall, toWall } from '../zone.ts';
import { momentWords, spanWords } from './say.ts';
import type { Stretch } from './week.ts';
import { dutyWords } from './words.ts';

/** By JSON pointer; `''` is about the whole. */
export type Faults = Readonly<Record<string, string>>;

export function faultsOf(error: unknown): Faults {
  const said = dutyWords();
  if (error instanceof ApiError && error.errors.length) {
    return Object.fromEntries(error.errors.map(({ pointer, code }) => [pointer, said.fault[code] ?? said.fault['other'] ?? '']));
  }
  const known = error instanceof ApiError && said.problem[error.code];
  return { '': known || failureWords(failureOf(error)) };
}

/** One sentence, where there is no field to stand beside. */
export const firstFault = (error: unknown): string => Object.values(faultsOf(error))[0] ?? '';

/** The words for a pointer or whatever lies below it. */
export const faultAt = (faults: Faults, pointer: string): string | undefined =>
  Object.entries(faults).find(([key]) => key === pointer || key.startsWith(`${pointer}/`))?.[1];

export interface WallHours {
  from: string;
  until: string;
}

const LONGEST = 92 * 86_400_000;

/** Faults of two times of day as they were typed; `base` is the pointer above them. */
export function hoursFaults({ from, until }: WallHours, base = ''): Faults {
  const { need } = dutyWords();
  const [start, end] = [fromWall(from, zone()), fromWall(until, zone())];
  if (Number.isNaN(start)) return { [`${base}/starts_at`]: need.time };
  if (Number.isNaN(end)) return { [`${base}/ends_at`]: need.time };
  if (end <= start) return { [`${base}/ends_at`]: need.order };
  if (end <= present()) return { [`${base}/ends_at`]: need.past };
  return end - start > LONGEST ? { [`${base}/ends_at`]: need.long } : {};
}

/** Faults of hours that reach beyond the shift or the gap that they are to lie in. Seconds are not typed, so they do not count. */
export function beyondFaults({ from, until }: WallHours, { start, end }: Stretch): Faults {
  const { need } = dutyWords();
  return {
    ...(from < toWall(start, zone()) ? { '/starts_at': need.notBefore(momentWords(start)) } : {}),
    ...(end !== null && until > toWall(end, zone()) ? { '/ends_at': need.notAfter(momentWords(end)) } : {}),
  };
}

/** To the second where what was typed is the edge of a shift. */
const instantOf = (wall: string, edge: number | null | undefined) => (typeof edge === 'number' && wall === toWall(edge, zone()) ? edge : fromWall(wall, zone()));
const iso = (instant: number) => new Date(instant).toISOString();

/** What was typed, in words; '' while it is no stretch of time. */
export function wallWords({ from, until }: WallHours): string {
  const [start, end] = [fromWall(from, zone()), fromWall(until, zone())];
  return end > start ? spanWords({ start, end }) : '';
}

/** As the API takes them. `of`: the shift or gap that they were proposed from. */
export function hoursBody({ from, until }: WallHours, of?: Stretch): { starts_at: string; ends_at: string } {
  return { starts_at: iso(instantOf(from, of?.start)), ends_at: iso(instantOf(until, of?.end)) };
}

