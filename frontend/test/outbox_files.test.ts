import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ATTACHMENTS, type FileOutcome, flushFiles } from '../src/lib/outbox_files.ts';
import type { Said } from '../src/lib/outbox.ts';
import type { WaitingFile } from '../src/lib/store.ts';

let made = 0;

function shelfWith(count: number) {
  const items = new Map<string, WaitingFile>();
  for (let index = 0; index < count; index++) {
    const id = `file-${++made}`;
    items.set(id, { id, idempotency_key: id, jwe: `sealed-${id}`, url: ATTACHMENTS });
  }
  return {
    items,
    keys: () => Promise.resolve([...items.keys()]),
    get: (id: string) => Promise.resolve(items.get(id)),
    put: (item: WaitingFile) => Promise.resolve(void items.set(item.id, item)),
    remove: (id: string) => Promise.resolve(void items.delete(id)),
  };
}

const says = (status: number, body: unknown = {}) => Promise.resolve<Said>({ status, body });
const results = (outcomes: FileOutcome[]) => outcomes.map(({ result }) => result);

test('a file leaves the phone only after the server has said 201, and each is told at once', async () => {
  const shelf = shelfWith(2);
  const heard: FileOutcome[] = [];
  const outcomes = await flushFiles(shelf, () => says(201, { kind: 'photo' }), (outcome) => heard.push(outcome));
  assert.deepEqual(results(outcomes), ['delivered', 'delivered']);
  assert.deepEqual(heard, outcomes);
  assert.equal(shelf.items.size, 0);
});

test('without a network the first file ends the round, and the same bytes go later', async () => {
  const shelf = shelfWith(2);
  const sent: string[] = [];
  const keep = ({ jwe }: WaitingFile) => void sent.push(jwe);
  const first = await flushFiles(shelf, (item) => {
    keep(item);
    return Promise.reject(new TypeError('offline'));
  });
  assert.deepEqual(results(first), ['unreachable']);
  await flushFiles(shelf, (item) => {
    keep(item);
    return says(201);
  });
  assert.equal(sent[0], sent[1]);
  assert.equal(sent.length, 3);
});

for (const status of [408, 429, 500, 502, 503]) {
  test(`${status} keeps the file for later`, async () => {
    const shelf = shelfWith(2);
    assert.deepEqual(results(await flushFiles(shelf, () => says(status))), ['unreachable']);
    assert.equal(shelf.items.size, 2);
  });
}

test('a file before its report waits, holds up no other, and is not sent again at once', async () => {
  const shelf = shelfWith(2);
  const [early] = shelf.items.keys();
  const asked: string[] = [];
  const deliver = ({ id }: WaitingFile) => {
    asked.push(id);
    return says(id === early ? 404 : 201);
  };
  assert.deepEqual(results(await flushFiles(shelf, deliver)), ['unreachable', 'delivered']);
  assert.deepEqual(results(await flushFiles(shelf, deliver)), ['unreachable']);
  assert.equal(asked.filter((id) => id === early).length, 1);
  assert.equal(shelf.items.size, 1);
});

test('what the server will never take stays with the reason, and is not sent again', async () => {
  const shelf = shelfWith(2);
  let asked = 0;
  const deliver = () => says(++asked === 1 ? 422 : 201, { code: 'too_many_files' });
  assert.deepEqual(results(await flushFiles(shelf, deliver)), ['refused', 'delivered']);
  assert.deepEqual([...shelf.items.values()].map(({ why }) => why), ['too_many_files']);
  assert.deepEqual(await flushFiles(shelf, deliver), []);
  assert.equal(asked, 2);
});

test('a file that the server cannot open yet stays until it can', async () => {
  const shelf = shelfWith(1);
  assert.deepEqual(results(await flushFiles(shelf, () => says(202))), ['kept']);
  assert.equal(shelf.items.size, 1);
});
