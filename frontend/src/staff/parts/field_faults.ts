/** What the server said about fields, in this screen's own words. Pure but for the words of a lost connection. */
import { ApiError } from '../../data/client.ts';
import type { Faults } from '../duty/faults.ts';
import { failureOf } from '../state/session.ts';
import { failureWords } from './Trouble.tsx';

/** `fault` by the code of a field's error, with `other`; `problem` by the code of the whole. */
export interface FaultWords {
  fault: Record<string, string>;
  problem: Record<string, string>;
}

/** By JSON pointer; `''` is about the whole. */
export function faultsIn(error: unknown, said: FaultWords): Faults {
  if (error instanceof ApiError && error.errors.length) {
    return Object.fromEntries(error.errors.map(({ pointer, code }) => [pointer, said.fault[code] ?? said.fault['other'] ?? '']));
  }
  const known = error instanceof ApiError && said.problem[error.code];
  return { '': known || failureWords(failureOf(error)) };
}
