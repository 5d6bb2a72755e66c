import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deedsOn } from '../src/staff/duty/deeds.ts';
import { isAsked, likelyHours, type Slot } from '../src/staff/duty/slots.ts';

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

const pieceOf = (of: Slot, from: number, to: number) => ({ of, from, to, begins: of.start >= from, ends: of.end !== null && of.end <= to });

test('a shift no longer than a day, and a gap, is proposed whole, from now on', () => {
  const midnight = NOW + 13 * HOUR;
  const whole = (of: Slot, to = midnight) => {
    const found = likelyHours(pieceOf(of, Math.max(of.start, midnight - DAY), to), NOW);
    assert.equal(found.whole, null);
    return found.likely;
  };
  assert.deepEqual(whole(slot({ start: NOW - HOUR, end: NOW + 2 * HOUR })), { start: NOW, end: NOW + 2 * HOUR });
  assert.deepEqual(whole(slot({ start: NOW + 10 * HOUR, end: NOW + 22 * HOUR })), { start: NOW + 10 * HOUR, end: NOW + 22 * HOUR }, 'a night');
  assert.deepEqual(whole(slot({ source: 'gap', who: '', start: NOW + HOUR, end: NOW + 3 * DAY })), { start: NOW + HOUR, end: NOW + 3 * DAY });
});

test('of a week only the day that was pressed is proposed, and all of it is offered beside', () => {
  const midnight = NOW + 13 * HOUR;
  const week = slot({ start: NOW - DAY, end: NOW + 6 * DAY });
  const all = { start: NOW, end: NOW + 6 * DAY };
  assert.deepEqual(likelyHours(pieceOf(week, midnight - DAY, midnight), NOW), { likely: { start: NOW, end: midnight }, whole: all });
  assert.deepEqual(likelyHours(pieceOf(week, midnight, midnight + DAY), NOW), { likely: { start: midnight, end: midnight + DAY }, whole: all });
  const open = slot({ start: NOW - 2 * DAY, end: null });
  assert.deepEqual(likelyHours(pieceOf(open, midnight - DAY, midnight), NOW), { likely: { start: NOW, end: midnight }, whole: null }, 'without an end: that day');
});

test('only the days are marked for which somebody is asked', () => {
  const week = slot({ end: NOW + 7 * DAY, asked: [{ start: NOW + DAY, end: NOW + 2 * DAY }] });
  assert.deepEqual([0, 1, 2].map((number) => isAsked(pieceOf(week, NOW + number * DAY, NOW + (number + 1) * DAY))), [false, true, false]);
  assert.ok(!isAsked(pieceOf(slot(), NOW, NOW + HOUR)));
});
