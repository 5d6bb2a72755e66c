/** What is wrong with a rota, in words beside its fields. */
import { ApiError } from '../../data/client.ts';
import type { Fault } from '../../parts/ErrorSummary.tsx';
import type { Faults } from '../duty/faults.ts';
import { failureWords } from '../parts/Trouble.tsx';
import { failureOf } from '../state/session.ts';
import type { Need } from './draft.ts';
import { words } from '../words.ts';
import { rotaWords } from './words.ts';

export { faultAt, type Faults } from '../duty/faults.ts';

/** Words for the needs of a draft, by pointer. */
export const needFaults = (needs: Record<string, Need>): Faults =>
  Object.fromEntries(Object.entries(needs).map(([pointer, need]) => [pointer, rotaWords().need[need]]));

function wordsFor(pointer: string, code: string): string {
  const { fault, need } = rotaWords();
  if (pointer === '/every' || pointer === '/people' || pointer === '/shifts') return need[pointer.slice(1) as Need];
  if (code === 'overlap' && pointer.startsWith('/windows')) return fault['overlap_hours'] ?? '';
  return (pointer === '/zone' ? fault['zone'] : fault[code]) ?? fault['other'] ?? '';
}

/** Each as one sentence that names its row, where it stands in one. */
export function reasonsOf(faults: Faults): string[] {
  const { row } = rotaWords();
  const sentences = Object.entries(faults).map(([pointer, text]) => {
    const number = /^\/(?:shifts|windows)\/(\d+)/.exec(pointer)?.[1];
    return number === undefined ? text : `${row(Number(number) + 1)}${words().colon}${text}`;
  });
  return [...new Set(sentences)];
}

/** `''` is about the whole. */
export function faultsOf(error: unknown): Faults {
  if (error instanceof ApiError && error.status === 412) return { '': rotaWords().stale };
  if (error instanceof ApiError && error.errors.length) return Object.fromEntries(error.errors.map(({ pointer, code }) => [pointer, wordsFor(pointer, code)]));
  return { '': failureWords(failureOf(error)) };
}

/** Ids of fields are pointers without their slashes, so the summary can lead to them. */
export const fieldOf = (pointer: string) => pointer.slice(1).replaceAll('/', '-') || 'name';

export const summaryOf = (faults: Faults): Fault[] => Object.entries(faults).map(([pointer, message]) => ({ field: fieldOf(pointer), message }));
