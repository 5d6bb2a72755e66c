/** Sends files that wait, after every report, the same bytes each time. Knows neither the screen nor what a file shows. */
import { type Outcome, type Said, tryOne } from './outbox.ts';
import type { WaitingFile } from './store.ts';

export const ATTACHMENTS = '/api/v1/follow-up/attachments';

export interface FileShelf {
  keys(): Promise<string[]>;
  get(id: string): Promise<WaitingFile | undefined>;
  put(item: WaitingFile): Promise<void>;
  remove(id: string): Promise<void>;
}

export type FileOutcome = Outcome<string>;

/** Files whose report was not there yet, and when: a megabyte is not sent again each minute to be told the same. */
const early = new Map<string, number>();
const EARLY_MS = 5 * 60_000;

/**
 * Try each waiting file once; `tell` hears of each at once. One that arrived leaves the shelf, one that the server will never take
 * stays with the reason and is not sent again. A server that is away or busy ends the round.
 */
export async function flushFiles(
  shelf: FileShelf,
  deliver: (item: WaitingFile) => Promise<Said>,
  tell: (outcome: FileOutcome) => void = () => undefined,
): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  for (const id of await shelf.keys()) {
    if (Date.now() - (early.get(id) ?? -EARLY_MS) < EARLY_MS) {
      outcomes.push({ id, result: 'unreachable' });
      continue;
    }
    const item = await shelf.get(id);
    if (!item || item.why) continue;
    const outcome = await settled(shelf, item, await tryOne(item, deliver));
    outcomes.push(outcome);
    tell(outcome);
    if (outcome.result === 'unreachable' && !early.has(id)) break;
  }
  return outcomes;
}

async function settled(shelf: FileShelf, item: WaitingFile, outcome: FileOutcome): Promise<FileOutcome> {
  if (outcome.result === 'delivered') await shelf.remove(item.id);
  if (outcome.result !== 'refused') return outcome;
  if (outcome.status === 404) {
    early.set(item.id, Date.now());
    return { id: item.id, result: 'unreachable' };
  }
  await shelf.put({ ...item, why: codeOf(outcome.body) }).catch(() => undefined); // Then it is only asked once more.
  return outcome;
}

/** The server's stable code for a refusal. */
export const codeOf = (body: unknown): string => String((body as { code?: unknown } | null)?.code ?? 'refused');

/** What is sent: the one field that holds the sealed file. */
export function formOf(item: WaitingFile): FormData {
  const form = new FormData();
  form.append('sealed', item.jwe);
  return form;
}

/** A service worker has no other way than this one, which tells no progress. */
const WAIT_MS = 4 * 60_000;

export async function postFile(item: WaitingFile): Promise<Said> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT_MS);
  try {
    const response = await fetch(item.url, { method: 'POST', credentials: 'omit', cache: 'no-store', signal: stop.signal, body: formOf(item) });
    return { status: response.status, body: await response.json().catch(() => null) };
  } finally {
    clearTimeout(timer);
  }
}
