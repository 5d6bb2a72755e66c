/**
 * The call in hand, and what is on its way. All of it lives in this window's memory and is never put into storage. What was
 * filed outlives a lost network, a sign-out and another person's sign-in: the next operator's window sends it.
 */
import { computed, effect, signal } from '@preact/signals';
import { ApiError } from '../../data/client.ts';
import { addToCall, type Filed, fileCall } from '../../data/hotline.ts';
import { language } from '../../i18n/index.ts';
import { makeReceipt } from '../../lib/receipt.ts';
import { uuid } from '../../lib/uuid.ts';
import { zone } from '../state/content.ts';
import { alsoHalfWritten, callsWaiting } from '../state/drafts.ts';
import { present } from '../state/now.ts';
import { asked, may, me, onForget } from '../state/session.ts';
import { fromWall, toWall } from '../zone.ts';
import { additionOf, blank, type Body, type Call, type Faults, faultsOf, isTouched, reportOf, withoutFault } from './call.ts';

/** A report, or what was added to it, until the server has it. Sent in order, and again with the same key and the same body. */
interface Outgoing {
  kind: 'report' | 'addition';
  body: Body;
  key: string;
  receipt: string;
  call: Call;
}

/** What became of the report of the call in hand. */
export type Told = { state: 'sending' | 'waiting' } | ({ state: 'arrived' } & Filed);

const freshCall = () => blank(toWall(present(), zone()));

export const call = signal<Call>(freshCall());
export const receipt = signal('');
export const told = signal<Told | null>(null);
export const faults = signal<Faults>({});
/** Changes with each refused try, so that the focus comes back to the list of what is missing. */
export const attempt = signal(0);
export const outgoing = signal<readonly Outgoing[]>([]);
/** What was added to this call and has arrived. */
export const added = signal(0);
/** The server refused it for good: it stands here until somebody takes it up. */
export const refused = signal<readonly Outgoing[]>([]);

/** Reports of earlier calls that have not arrived. */
export const behind = computed(() => outgoing.value.filter((each) => each.receipt !== receipt.value).length);
/** Something that was added to this call has not arrived. */
export const isAdding = computed(() => outgoing.value.some(({ kind, receipt: of }) => kind === 'addition' && of === receipt.value));

export function set<K extends keyof Call>(key: K, value: Call[K]): void {
  call.value = { ...call.peek(), [key]: value };
  // What is put right is no longer missing.
  if (Object.keys(faults.peek()).length) faults.value = withoutFault(faults.peek(), call.peek(), key);
}
export const isUnsaid = (): boolean => isTouched(call.peek());
alsoHalfWritten.push(isUnsaid);
effect(() => {
  callsWaiting.value = new Set([...outgoing.value, ...refused.value].map((each) => each.receipt)).size;
});

/** Take the next call. What was not filed is dropped; what is on its way goes on. */
export function nextCall(): void {
  call.value = freshCall();
  receipt.value = '';
  told.value = null;
  faults.value = {};
  added.value = 0;
}

/** File the call, or add what was said since. False when something is missing. */
export function submit(): boolean {
  return told.peek() ? submitAddition() : submitReport();
}

function refuse(found: Faults): boolean {
  faults.value = found;
  attempt.value++;
  return false;
}

function submitReport(): boolean {
  const said = call.peek();
  const began = fromWall(said.began, zone());
  const found = faultsOf(said, began, present());
  if (Object.keys(found).length) return refuse(found);
  receipt.value ||= makeReceipt();
  told.value = { state: 'sending' };
  // The field knows whole minutes: the one that has just begun is not the future.
  send('report', reportOf(said, receipt.peek(), language.peek(), Math.min(began, present())), said);
  return true;
}

function submitAddition(): boolean {
  const said = call.peek();
  if (!isTouched(said)) return refuse({ all: 'nothing' });
  send('addition', additionOf(said, receipt.peek(), language.peek()), said);
  return true;
}

function send(kind: Outgoing['kind'], body: Body, said: Call): void {
  faults.value = {};
  outgoing.value = [...outgoing.peek(), { kind, body, key: uuid(), receipt: receipt.peek(), call: said }];
  call.value = blank(said.began);
  attempts = 0;
  void flush();
}

const RETRY_MS = [3_000, 10_000, 30_000, 60_000];
let attempts = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let isFlushing = false;

/** Send what waits, the oldest first, as whoever answers calls now. Safe to call at any time. */
export async function flush(): Promise<void> {
  if (isFlushing || !may('hotline:write')) return;
  isFlushing = true;
  clearTimeout(timer);
  try {
    for (let next = outgoing.peek()[0]; next; next = outgoing.peek()[0]) {
      if (!(await sendOne(next))) {
        timer = setTimeout(() => void flush(), RETRY_MS[Math.min(attempts++, RETRY_MS.length - 1)]);
        break;
      }
    }
  } finally {
    isFlushing = false;
  }
}

/** False: it waits. */
async function sendOne(item: Outgoing): Promise<boolean> {
  const isHere = () => item.receipt === receipt.peek();
  try {
    const answer = await asked(item.kind === 'report' ? fileCall(item.body, item.key) : addToCall(item.body));
    drop(item);
    if (item.kind === 'report' && isHere()) told.value = { state: 'arrived', ...(answer as Filed) };
    if (item.kind === 'addition' && isHere()) added.value++;
    return true;
  } catch (error) {
    const isNo = error instanceof ApiError && error.status >= 400 && error.status < 500 && ![401, 408, 429].includes(error.status);
    if (!isNo) {
      if (isHere() && told.peek()?.state === 'sending') told.value = { state: 'waiting' };
      return false;
    }
    drop(item);
    takeBack(item, error);
    return true;
  }
}

const drop = (item: Outgoing) => void (outgoing.value = outgoing.peek().filter((each) => each !== item));

/** A refused report of the call in hand comes back into the form, with what was said since; anything else waits to be taken up. */
function takeBack(item: Outgoing, error: ApiError): void {
  if (item.kind === 'report' && item.receipt === receipt.peek() && !isTouched(call.peek())) {
    call.value = item.call;
    told.value = null;
    receipt.value = '';
    const time = error.errors.find(({ pointer }) => pointer === '/began_at')?.code;
    refuse(time ? { began: time === 'time_in_future' ? 'future' : time === 'time_long_past' ? 'past' : 'time' } : { all: 'refused' });
  } else {
    refused.value = [...refused.peek(), item];
  }
}

/** Take up a refused one, as a new call, once nothing of the present one would be lost. */
export function takeUp(item: Outgoing): void {
  if (isUnsaid()) return;
  nextCall();
  refused.value = refused.peek().filter((each) => each !== item);
  call.value = item.call;
  refuse({ all: 'refused' });
}

export const dropRefused = (item: Outgoing) => void (refused.value = refused.peek().filter((each) => each !== item));

addEventListener('online', () => void flush());
effect(() => {
  if (me.value) queueMicrotask(() => void flush());
});
onForget(nextCall);
