/** Seals chosen files, puts them away behind their report and sends them: now, later, and once. */
import { fetchConfig } from '../../data/config.ts';
import { alone, outcomesChannel, type Said } from '../../lib/outbox.ts';
import { ATTACHMENTS, codeOf, type FileOutcome, flushFiles, formOf } from '../../lib/outbox_files.ts';
import { writtenReceipt } from '../../lib/receipt.ts';
import { canSeal, type IntakeKey, sealFile } from '../../lib/seal.ts';
import { fileShelf, type WaitingFile } from '../../lib/store.ts';
import { uuid } from '../../lib/uuid.ts';
import { deployment } from '../deployment.ts';
import { type FileTold, type Picked, retell, told } from '../files.ts';
import { countWaiting, retryLater } from '../submit.ts';

/** A slow phone may take long; a connection that is dead is noticed earlier. */
const LONGEST_MS = 15 * 60_000;

/** Not sealed yet: the key was never fetched, or plain http forbids cryptography. In memory only. */
interface Raw {
  id: string;
  picked: Picked;
  receipt: string;
  claimedAt: string;
}
const raw: Raw[] = [];
/** Sealed, and the phone has no room for them: in memory only. */
const memory = new Map<string, WaitingFile>();
const memoryShelf = {
  keys: () => Promise.resolve([...memory.keys()]),
  get: (id: string) => Promise.resolve(memory.get(id)),
  put: (item: WaitingFile) => Promise.resolve(void memory.set(item.id, item)),
  remove: (id: string) => Promise.resolve(void memory.delete(id)),
};

export function dropHeld(): void {
  raw.length = 0;
  memory.clear();
}

/** Put files away, sealed, for the report of a receipt. Resolves when the phone holds them as safely as it can. */
export async function putAway(files: readonly Picked[], receipt: string): Promise<void> {
  if (files.length === 0) return;
  const claimedAt = new Date().toISOString();
  const fresh = files.map((picked, index) => ({ id: `${Date.now()}-${index}-${uuid().slice(0, 8)}`, picked, receipt, claimedAt }));
  raw.push(...fresh);
  const rows = fresh.map(({ id, picked }): FileTold => ({ id, kind: picked.kind, bytes: picked.blob.size, stored: false, receipt, state: 'waiting' }));
  told.value = [...told.peek().filter((one) => one.state !== 'arrived' || one.receipt === receipt), ...rows];
  await shelve();
}

/** Seal what is not sealed yet, as far as a key is known. */
async function shelve(): Promise<void> {
  if (raw.length === 0 || !canSeal()) return;
  const config = deployment.peek() ?? (await fetchConfig().catch(() => undefined));
  if (!config) return;
  // What cannot be sealed now, for lack of memory say, is held as it was, and takes nothing else with it.
  for (const draft of raw.splice(0)) await shelveOne(draft, config.intake_key).catch(() => raw.push(draft));
}

async function shelveOne({ id, picked, receipt, claimedAt }: Raw, key: IntakeKey): Promise<void> {
  const about = { receipt: writtenReceipt(receipt), claimed_at: claimedAt, name: picked.name, seconds: picked.seconds };
  const jwe = await sealFile(about, new Uint8Array(await picked.blob.arrayBuffer()), key);
  const item = { id, idempotency_key: id, jwe, url: ATTACHMENTS };
  const stored = await fileShelf.put(item).then(
    () => true,
    () => false,
  );
  if (!stored) memory.set(id, item);
  retell(id, { stored });
}

/** Try every file that waits, once. Safe to call at any time and from any tab. */
export async function sendFiles(): Promise<void> {
  await shelve();
  await showStored();
  const outcomes = await alone(async () => [
    ...(await flushFiles(fileShelf, deliver, tellFile).catch(() => [])),
    ...(memory.size ? await flushFiles(memoryShelf, deliver, tellFile) : []),
    ...(await sendPlainly()),
  ], 'files');
  if (outcomes.length) tellOthers(outcomes);
  await countWaiting();
  if (raw.length || outcomes.some(({ result }) => result === 'unreachable')) retryLater();
}

/** After a reload nobody here knows of what waits: it is shown without its kind, which is sealed. */
async function showStored(): Promise<void> {
  const known = new Set(told.peek().map(({ id }) => id));
  for (const id of (await fileShelf.keys().catch(() => [])).filter((key) => !known.has(key))) {
    const item = await fileShelf.get(id);
    if (!item) continue;
    const state = item.why ? ({ state: 'refused', why: item.why } as const) : ({ state: 'waiting' } as const);
    told.value = [...told.peek(), { id, kind: 'file', bytes: Math.round(item.jwe.length * 0.75), stored: true, ...state }];
  }
}

export function tellFile(outcome: FileOutcome): void {
  if (outcome.result === 'delivered') retell(outcome.id, { state: (outcome.body as { kind?: string }).kind === 'unreadable' ? 'unreadable' : 'arrived' });
  else if (outcome.result === 'refused') retell(outcome.id, { state: 'refused', why: codeOf(outcome.body) });
  else retell(outcome.id, { state: outcome.result === 'kept' ? 'kept' : 'waiting' });
}

function tellOthers(outcomes: FileOutcome[]): void {
  const channel = outcomesChannel();
  channel?.postMessage(outcomes);
  channel?.close();
}

/** Take one back that was refused or still waits. */
export async function takeBack(id: string): Promise<void> {
  memory.delete(id);
  raw.splice(0, raw.length, ...raw.filter((draft) => draft.id !== id));
  await fileShelf.remove(id).catch(() => undefined);
  told.value = told.peek().filter((each) => each.id !== id);
  await countWaiting();
}

const deliver = (item: WaitingFile): Promise<Said> => post(item.id, item.url, formOf(item));

/** Only this way of asking tells how far it is. */
function post(id: string, url: string, form: FormData): Promise<Said> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.timeout = LONGEST_MS;
    request.setRequestHeader('Accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) => retell(id, { state: 'sending', percent: total ? Math.floor((loaded / total) * 100) : 0 }));
    request.addEventListener('load', () => resolve({ status: request.status, body: parsed(request.responseText) }));
    for (const sign of ['error', 'timeout', 'abort']) request.addEventListener(sign, () => reject(new Error('No answer.')));
    retell(id, { state: 'sending', percent: 0 });
    request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // A proxy's own page: its status says enough.
  }
}

/** Plain http away from localhost has no cryptography: sent as it is, and kept in this page until it is in. */
async function sendPlainly(): Promise<FileOutcome[]> {
  if (canSeal()) return [];
  const outcomes: FileOutcome[] = [];
  for (const draft of raw.slice()) {
    const form = new FormData();
    form.append('receipt', writtenReceipt(draft.receipt));
    form.append('file', draft.picked.blob, draft.picked.name ?? 'file');
    const said = await post(draft.id, ATTACHMENTS, form).catch(() => undefined);
    if (said?.status === 201 || said?.status === 422) raw.splice(raw.indexOf(draft), 1);
    const outcome: FileOutcome =
      said?.status === 201
        ? { id: draft.id, result: 'delivered', body: said.body }
        : said?.status === 422
          ? { id: draft.id, result: 'refused', status: 422, body: said.body }
          : { id: draft.id, result: 'unreachable' };
    tellFile(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}
