import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Override } from '../src/data/board.ts';
import { linesOf } from '../src/staff/duty/changed.ts';

const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, '0')}:00:00Z`;
const person = (id: string) => ({ id, name: id.toUpperCase() });
let last = 0;
const change = (who: string | null, instead: string | null, from: number, to: number): Override => ({
  id: String(++last), person: who ? person(who) : null, instead_of: instead ? person(instead) : null, starts_at: at(from), ends_at: at(to), source: 'override',
});
const shift = (who: string, from: number, to: number) => ({ person: person(who), starts_at: at(from), ends_at: at(to), source: 'plan', mine: false });
const told = (overrides: Override[], shifts = [shift('b', 8, 12)]) =>
  linesOf({ overrides, shifts }).map(({ change: { person: who }, instead, isAlone }) => [who?.name ?? null, instead.join(), isAlone]);

test('a place that was emptied and then filled is one line', () => {
  assert.deepEqual(told([change(null, 'a', 8, 12), change('b', null, 8, 12)]), [['B', 'A', true]]);
  assert.deepEqual(told([change(null, 'a', 8, 12), change(null, 'b', 8, 12), change('b', null, 8, 12)]), [['B', 'A', true]], 'of two, their own place is no other’s');
});

test('a place that is only partly filled stays a line of its own', () => {
  assert.deepEqual(told([change(null, 'a', 8, 12), change('b', null, 8, 10)]), [[null, 'A', false], ['B', '', true]]);
});

test('who stands in for somebody is one line, and who fills what nobody had is alone there', () => {
  assert.deepEqual(told([change('b', 'a', 8, 12)]), [['B', 'A', true]]);
  assert.deepEqual(told([change('b', null, 8, 12)]), [['B', '', true]]);
  assert.deepEqual(told([change('b', null, 8, 12)], [shift('b', 8, 12), shift('c', 6, 9)]), [['B', '', false]], 'beside somebody who is on');
});
