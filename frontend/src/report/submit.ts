/** Seals what was said, puts it on the shelf and sends it: now, later, and once. */
import { fetchConfig } from '../data/config.ts';
import { call } from '../data/client.ts';
import { alone, flush, type Outcome, outcomesChannel, postSealed } from '../lib/outbox.ts';
import type { FileOutcome } from '../lib/outbox_files.ts';
import { makeReceipt, writtenReceipt } from '../lib/receipt.ts';
import { canSeal, seal } from '../lib/seal.ts';
import { fileShelf, outboxShelf, type Waiting } from '../lib/store.ts';
import { uuid } from '../lib/uuid.ts';
import type { Body } from './body.ts';
import { deployment } from './deployment.ts';
import { forgetDraft } from './draft_kept.ts';
import { retell, told } from './files.ts';
import { additions, type Arrived, type Delivery, delivery, messages, receipt, waitingCount } from './sending.ts';

/** Registered from here: a file of its own would weigh more than what stands in it. */
export { registerWorker } from './worker.ts';

const REPORTS = '/api/v1/reports';
const ADDITIONS = '/api/v1/follow-up/additions';
const MESSAGES = '/api/v1/follow-up/messages';
const RETRY_MS = [5_000, 15_000, 30_000, 60_000];

/** Used where the phone forbids storage: then only this page holds the report. */
const memory: Waiting[] = [];
const memoryShelf = {
  all: () => Promise.resolve([...memory]),
  remove: (id: number) => Promise.resolve(void memory.splice(memory.findIndex((item) => item.id === id), 1)),
};
let memoryId = 0;

/** A body that is not sealed yet: the key was never fetched, or plain http forbids cryptography. In memory only. */
interface Draft {
  body: Body;
  url: string;
  claimedAt: string;
  key: string;
  teller: typeof delivery;
}
const drafts: Draft[] = [];
/** Which signal tells about which item. */
const tellers = new Map<number, typeof delivery>();

/** Return this report's receipt, making it at the first call. */
export function ownReceipt(): string {
  receipt.value ||= makeReceipt();
  return receipt.value;
}

export const sendReport = (body: Body): Promise<void> => {
  // A bare alert holds no word of it.
  if (body.what) forgetDraft();
  return send(body, REPORTS, delivery);
};
export const sendAddition = (body: Body): Promise<void> => send(body, ADDITIONS, additions);
/** To the person on duty. `held`: the receipt, normalised. */
export const sendMessage = (held: string, text: string): Promise<void> =>
  send({ receipt: writtenReceipt(held), text }, MESSAGES, messages);

async function send(body: Body, url: string, teller: typeof delivery): Promise<void> {
  teller.value = { state: 'sending' };
  drafts.push({ body, url, claimedAt: new Date().toISOString(), key: uuid(), teller });
  await sendWaiting();
}

/** Try everything that waits, once. Safe to call at any time and from any tab. */
export async function sendWaiting(): Promise<void> {
  for (const draft of drafts.splice(0)) {
    if (!(await (canSeal() ? shelve(draft) : sendPlainly(draft)))) drafts.push(draft);
  }
  await registerSync();
  const outcomes = await alone(async () => [
    ...(await flush(outboxShelf, postSealed).catch(() => [])),
    ...(memory.length ? await flush(memoryShelf, postSealed) : []),
  ]);
  for (const outcome of outcomes) tell(outcome);
  if (outcomes.length) channel?.postMessage(outcomes);
  await countWaiting();
  settleUnheard();
  if (drafts.length || outcomes.some(({ result }) => result === 'unreachable')) retryLater();
  else void sendFilesBehind();
}

/** Files go after every report, and only once no report waits for a network. */
async function sendFilesBehind(): Promise<void> {
  if (told.peek().length === 0 && (await fileShelf.keys().catch(() => [])).length === 0) return;
  await import('./attach.ts').then(({ sendFiles }) => sendFiles(), retryLater);
}

/** Seal one draft and put it away. False while no intake key is known. */
async function shelve({ body, url, claimedAt, key, teller }: Draft): Promise<boolean> {
  const config = deployment.peek() ?? (await fetchConfig().catch(() => undefined));
  if (!config) return false;
  deployment.value = config;
  const jwe = await seal({ ...body, claimed_at: claimedAt }, config.intake_key);
  const item = { idempotency_key: key, jwe, url };
  const id = await outboxShelf.add(item).catch(() => {
    memory.push({ ...item, id: --memoryId });
    return memoryId;
  });
  tellers.set(id, teller);
  return true;
}

/** Plain http away from localhost has no cryptography: send it as it is, and keep it in this page until it is in. */
async function sendPlainly({ body, url, key, teller }: Draft): Promise<boolean> {
  try {
    const headers = { 'Idempotency-Key': key };
    const answer = await call<Arrived>('POST', url.replace('/api/v1', ''), { body, headers });
    teller.value = { state: 'arrived', arrived: answer.body };
    return true;
  } catch {
    return false;
  }
}

function tell(outcome: Outcome): void {
  const teller = tellers.get(outcome.id);
  if (!teller) return;
  teller.value = stateOf(outcome);
  if (outcome.result === 'delivered') tellers.delete(outcome.id);
}

function stateOf(outcome: Outcome): Delivery {
  if (outcome.result === 'delivered') return { state: 'arrived', arrived: outcome.body as Arrived };
  if (outcome.result === 'unreachable') return { state: 'waiting', stored: outcome.id > 0 };
  return { state: outcome.result };
}

/** Whatever still says "sending" after a round met no server, or stood behind one that did not. */
function settleUnheard(): void {
  for (const [id, teller] of tellers) {
    if (teller.peek().state === 'sending') teller.value = { state: 'waiting', stored: id > 0 };
  }
  for (const { teller } of drafts) teller.value = { state: 'waiting', stored: false };
}

export async function countWaiting(): Promise<void> {
  const stored = await outboxShelf.count().catch(() => 0);
  const files = told.peek().filter((each) => !each.stored && each.state !== 'arrived');
  waitingCount.value = stored + memory.length + drafts.length + files.length;
}

/** Take back everything that has not been sent. */
export async function deleteWaiting(): Promise<void> {
  await alone(async () => {
    await outboxShelf.clear().catch(() => undefined);
    memory.length = 0;
    drafts.length = 0;
  });
  tellers.clear();
  if (told.peek().length) (await import('./attach.ts')).dropHeld();
  told.value = [];
  await countWaiting();
}

const channel = outcomesChannel();
let attempt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export function retryLater(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendWaiting(), RETRY_MS[Math.min(attempt++, RETRY_MS.length - 1)]);
}

async function registerSync(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration('/').catch(() => undefined)) as
    | (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } })
    | undefined;
  await registration?.sync?.register('outbox').catch(() => undefined);
}

function tryAgain(): void {
  attempt = 0;
  if (waitingCount.peek() > 0) void sendWaiting();
}

/** Send at every sign of a network, and hear what the service worker or another tab has sent. */
export function watchNetwork(): void {
  addEventListener('online', tryAgain);
  document.addEventListener('visibilitychange', () => void (document.visibilityState === 'visible' && tryAgain()));
  channel?.addEventListener('message', (event: MessageEvent<(Outcome | FileOutcome)[]>) => {
    for (const outcome of event.data) {
      if (typeof outcome.id === 'number') tell(outcome as Outcome);
      else retell(outcome.id, { state: outcome.result === 'delivered' ? 'arrived' : outcome.result === 'unreachable' ? 'waiting' : outcome.result });
    }
    void countWaiting();
  });
}
