/** Sends what waits, oldest first, the same bytes each time. Knows neither the screen nor what a report says. */
import type { Waiting } from './store.ts';

export interface Shelf {
  all(): Promise<Waiting[]>;
  remove(id: number): Promise<void>;
}

/** What the server said to one sealed report. */
export interface Said {
  status: number;
  body: unknown;
}

export type Outcome<Id = number> =
  /** 201: it is in. */
  | { id: Id; result: 'delivered'; body: unknown }
  /** 202: the server keeps it but cannot open it yet. A phone call is needed as well, and the copy here stays until 201. */
  | { id: Id; result: 'kept' }
  /** The server will not take these bytes; they stay here, since nothing may be lost. */
  | { id: Id; result: 'refused'; status: number; body: unknown }
  | { id: Id; result: 'unreachable' };

/** Raises when no answer came. */
export type Deliver = (item: Waiting) => Promise<Said>;

const WAIT_MS = 20_000;

/**
 * Try each waiting report once. An item leaves the shelf only after the server has said 201.
 * The first one that meets no server ends the round: the others would meet none either, and an addition must not overtake its report.
 */
export async function flush(shelf: Shelf, deliver: Deliver): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const item of await shelf.all()) {
    const outcome = await tryOne(item, deliver);
    if (outcome.result === 'delivered') await shelf.remove(item.id);
    outcomes.push(outcome);
    if (outcome.result === 'unreachable') break;
  }
  return outcomes;
}

/** Send one item and say what became of it. Never raises. */
export async function tryOne<Item extends { id: unknown }>(item: Item, deliver: (item: Item) => Promise<Said>): Promise<Outcome<Item['id']>> {
  let said: Said;
  try {
    said = await deliver(item);
  } catch {
    return { id: item.id, result: 'unreachable' }; // Whatever failed, it is still on the shelf and will be tried again.
  }
  if (said.status === 200 || said.status === 201) return { id: item.id, result: 'delivered', body: said.body };
  if (said.status === 202) return { id: item.id, result: 'kept' };
  const isFinal = said.status >= 400 && said.status < 500 && ![408, 425, 429].includes(said.status);
  return isFinal ? { id: item.id, result: 'refused', status: said.status, body: said.body } : { id: item.id, result: 'unreachable' };
}

/** Post one sealed report. Never with a cookie: a duty worker's sign-in on the same phone is nobody's business here. */
export async function postSealed(item: Waiting): Promise<Said> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT_MS);
  try {
    const response = await fetch(item.url, {
      method: 'POST',
      credentials: 'omit',
      cache: 'no-store',
      signal: stop.signal,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'Idempotency-Key': item.idempotency_key },
      body: JSON.stringify({ sealed: item.jwe }),
    });
    return { status: response.status, body: await response.json().catch(() => null) };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Run `work` while no other tab and no service worker does the same; where locks are missing the server's own check must do.
 * Files have a lock of their own: a large one on a slow network must not keep a report waiting.
 */
export function alone<T>(work: () => Promise<T>, name: 'outbox' | 'files' = 'outbox'): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? (locks.request(name, work) as Promise<T>) : work();
}

/** The channel on which whoever delivered tells the others; null where browsers have none. */
export const outcomesChannel = (): BroadcastChannel | null =>
  typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('outbox');
