import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftBy } from '../src/staff/duty/leaving.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-24T03:00:00Z');
const at = (hours: number) => new Date(NOW + hours * HOUR).toISOString();
const shift = (who: string, from: number, to: number | null) => ({
  person: { id: who, name: who }, starts_at: at(from), ends_at: to === null ? null : at(to), source: 'plan', mine: who === 'me',
});
const left = (...shifts: ReturnType<typeof shift>[]) => leftBy({ shifts }, 'me', NOW);

test('whoever goes leaves nobody until the next one begins', () => {
  assert.deepEqual(left(shift('me', -3, 4), shift('b', 4, 12)), { start: NOW, end: NOW + 4 * HOUR });
  assert.deepEqual(left(shift('me', -3, null), shift('me', 9, 12)), { start: NOW, end: NOW + 9 * HOUR }, 'their own next shift stays');
  assert.deepEqual(left(shift('me', -3, 4)), { start: NOW, end: null });
});

test('a colleague who is on until later leaves a gap only where they end before the shift that is left', () => {
  assert.deepEqual(left(shift('me', -3, 6), shift('b', -1, 2), shift('c', 6, 9)), { start: NOW + 2 * HOUR, end: NOW + 6 * HOUR });
  assert.equal(left(shift('me', -3, 6), shift('b', -1, 2), shift('c', 1, 9)), null);
  assert.equal(left(shift('me', -3, 6), shift('b', -1, null)), null);
});

test('who has no shift that runs leaves nothing', () => {
  assert.equal(left(shift('me', 1, 6), shift('b', 9, 12)), null);
});
