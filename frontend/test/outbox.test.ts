import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flush, type Said } from '../src/lib/outbox.ts';
import type { Waiting } from '../src/lib/store.ts';

function shelfWith(count: number) {
  const items: Waiting[] = Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    idempotency_key: `key-${index + 1}`,
    jwe: `sealed-${index + 1}`,
    url: '/api/v1/reports',
  }));
  return {
    items,
    all: () => Promise.resolve([...items]),
    remove: (id: number) => {
      items.splice(
        items.findIndex((item) => item.id === id),
        1,
      );
      return Promise.resolve();
    },
  };
}

const says = (status: number, body: unknown = {}) => Promise.resolve<Said>({ status, body });

test('a report leaves the phone only after the server has said 201', async () => {
  const shelf = shelfWith(2);
  const outcomes = await flush(shelf, (item) => says(201, { reference: `ref-${item.id}` }));
  assert.deepEqual(outcomes, [
    { id: 1, result: 'delivered', body: { reference: 'ref-1' } },
    { id: 2, result: 'delivered', body: { reference: 'ref-2' } },
  ]);
  assert.equal(shelf.items.length, 0);
});

test('no network: everything stays, and a later round sends the same bytes under the same key', async () => {
  const shelf = shelfWith(2);
  const sent: string[] = [];
  const first = await flush(shelf, (item) => {
    sent.push(`${item.idempotency_key}:${item.jwe}`);
    return Promise.reject(new TypeError('offline'));
  });
  assert.deepEqual(first, [{ id: 1, result: 'unreachable' }]);
  assert.equal(shelf.items.length, 2);
  await flush(shelf, (item) => {
    sent.push(`${item.idempotency_key}:${item.jwe}`);
    return says(201);
  });
  assert.deepEqual(sent, ['key-1:sealed-1', 'key-1:sealed-1', 'key-2:sealed-2']);
  assert.equal(shelf.items.length, 0);
});

for (const status of [500, 502, 503, 429, 408]) {
  test(`${status} keeps the report for later and does not let an addition overtake it`, async () => {
    const shelf = shelfWith(2);
    assert.deepEqual(await flush(shelf, () => says(status)), [{ id: 1, result: 'unreachable' }]);
    assert.equal(shelf.items.length, 2);
  });
}

test('a report whose key the server does not hold is kept on both sides until a later round gets 201', async () => {
  const shelf = shelfWith(2);
  const first = await flush(shelf, (item) => (item.id === 1 ? says(202, { code: 'sealed_key_unknown' }) : says(201)));
  assert.deepEqual(first.map((outcome) => outcome.result), ['kept', 'delivered']);
  assert.deepEqual(shelf.items.map((item) => item.id), [1]);
  await flush(shelf, () => says(201));
  assert.equal(shelf.items.length, 0);
});

test('a refused report stays on the phone and does not hold up the others', async () => {
  const shelf = shelfWith(2);
  const outcomes = await flush(shelf, (item) => says(item.id === 1 ? 413 : 201));
  assert.deepEqual(outcomes.map((outcome) => outcome.result), ['refused', 'delivered']);
  assert.deepEqual(shelf.items.map((item) => item.id), [1]);
});
