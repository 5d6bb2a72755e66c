import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deedsOn } from '../src/staff/duty/deeds.ts';
import { likelyHours, type Slot } from '../src/staff/duty/slots.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-24T03:00:00Z');
const slot = (more: Partial<Slot> = {}): Slot => ({ start: NOW, end: NOW + HOUR, who: 'a', name: 'A', mine: false, source: 'plan', ...more });
const worker = { isMember: true, mayPlan: false };
const planner = { isMember: false, mayPlan: true };

test('a worker takes a colleague’s shift or a gap, and asks somebody to take their own', () => {
  assert.deepEqual(deedsOn(slot(), worker, NOW), ['take']);
  assert.deepEqual(deedsOn(slot({ source: 'gap', who: '' }), worker, NOW), ['take']);
  assert.deepEqual(deedsOn(slot({ mine: true }), worker, NOW), ['swap']);
});

test('a planner overrides, and does what a worker does where they belong to the team', () => {
  assert.deepEqual(deedsOn(slot(), planner, NOW), ['override']);
  assert.deepEqual(deedsOn(slot({ mine: true }), { isMember: true, mayPlan: true }, NOW), ['swap', 'override']);
});

test('what is over, was begun by somebody or put there by hand stays, and says why', () => {
  assert.equal(deedsOn(slot({ end: NOW }), planner, NOW), 'isPast');
  assert.equal(deedsOn(slot({ source: 'self', end: null }), planner, NOW), 'isSelf');
  assert.equal(deedsOn(slot({ source: 'self', mine: true, end: null }), worker, NOW), 'isOwnSelf');
  assert.equal(deedsOn(slot({ source: 'rota' }), planner, NOW), 'isHand');
  assert.equal(deedsOn(slot(), { isMember: false, mayPlan: false }, NOW), 'notMember');
});

test('what is proposed is all that the title names, from now on', () => {
  const midnight = NOW + 13 * HOUR;
  assert.deepEqual(likelyHours(slot({ start: NOW - HOUR, end: NOW + 2 * HOUR }), midnight, NOW), { start: NOW, end: NOW + 2 * HOUR });
  assert.deepEqual(likelyHours(slot({ start: NOW - DAY, end: NOW + 6 * DAY }), midnight, NOW), { start: NOW, end: NOW + 6 * DAY });
  assert.deepEqual(likelyHours(slot({ source: 'gap', who: '', start: NOW + DAY, end: NOW + 3 * DAY }), midnight, NOW), { start: NOW + DAY, end: NOW + 3 * DAY });
  assert.deepEqual(likelyHours(slot({ end: null }), midnight, NOW), { start: NOW, end: midnight });
});
