import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Disposition } from '../src/data/practice.ts';
import type { StepTimes } from '../src/data/statistics.ts';
import { deviceKind, fromBase64Url, sameKey } from '../src/staff/device_kind.ts';
import { asksAboutFamily, type Choice, dispositionsFor, missingIn, missingOfFamily, needsSupervisor } from '../src/staff/screening_rules.ts';
import { durationOf, isDay, lastDays, overdue, spread, ticksTo, weeksBefore } from '../src/staff/times/figures.ts';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36';

test('a device is called what people call it, though every browser claims to be Safari', () => {
  assert.deepEqual(deviceKind(`Mozilla/5.0 (Linux; Android 14) ${CHROME}`), { kind: 'android', browser: 'Chrome' });
  assert.deepEqual(deviceKind(`Mozilla/5.0 (Windows NT 10.0) ${CHROME} Edg/130.0`), { kind: 'windows', browser: 'Edge' });
  assert.deepEqual(deviceKind('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1'), { kind: 'iphone', browser: 'Safari' });
  assert.deepEqual(deviceKind('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0'), { kind: 'linux', browser: 'Firefox' });
  assert.deepEqual(deviceKind('something new'), { kind: 'other', browser: 'Web' });
});

test('an iPad that asks for desktop pages is still an iPad', () => {
  const asMac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18.0 Safari/605.1';
  assert.equal(deviceKind(asMac, 5).kind, 'ipad');
  assert.equal(deviceKind(asMac, 0).kind, 'mac');
});

test('a subscription made with another key is told apart', () => {
  const key = 'AQID-_8';
  assert.ok(sameKey(fromBase64Url(key).buffer, key));
  assert.ok(!sameKey(fromBase64Url('AQID-_A').buffer, key));
  assert.ok(!sameKey(fromBase64Url('AQID').buffer, key));
  assert.ok(!sameKey(null, key));
});

const choice = (part: Partial<Choice>): Choice => ({ track: 'harm', priority: 'P2', disposition: 'investigation', reason: '', ...part });

test('raising is free, lowering owes a reason, and from P0 or P1 it takes a supervisor', () => {
  assert.deepEqual(missingIn('P2', choice({ priority: 'P0' }), 'accept', false), []);
  assert.deepEqual(missingIn('P2', choice({ priority: 'P3' }), 'accept', false), ['reason_lower']);
  assert.deepEqual(missingIn('P2', choice({ priority: 'P3', reason: ' ' }), 'accept', false), ['reason_lower']);
  assert.deepEqual(missingIn('P1', choice({ priority: 'P2', reason: 'why' }), 'accept', false), ['supervisor']);
  assert.deepEqual(missingIn('P1', choice({ priority: 'P2', reason: 'why' }), 'accept', true), []);
  assert.ok(!needsSupervisor('P0', 'P0'));
});

test('ending without help owes a reason at any urgency', () => {
  assert.deepEqual(missingIn('P3', choice({ priority: 'P3' }), 'no_further_action', false), ['reason_end']);
  assert.deepEqual(missingIn('P3', choice({ priority: 'P3', reason: 'why' }), 'no_further_action', false), []);
});

test('what is missing is listed in the order of the form', () => {
  assert.deepEqual(missingIn('P0', choice({ track: null, disposition: null, priority: 'P4' }), undefined, false), ['track', 'supervisor', 'disposition', 'reason_lower']);
});

test('a track shows its own dispositions, and no empty group', () => {
  const all: Disposition[] = [
    { code: 'a', label: {}, group: 'refer', tracks: ['risk'], supervisor_only: false, contacts_family: false },
    { code: 'b', label: {}, group: 'accept', tracks: ['harm', 'risk'], supervisor_only: false, contacts_family: false },
    { code: 'c', label: {}, group: 'no_further_action', tracks: ['harm'], supervisor_only: true, contacts_family: false },
  ];
  assert.deepEqual(dispositionsFor('risk', all).map(({ group, items }) => [group, items.map((each) => each.code)]), [['accept', ['b']], ['refer', ['a']]]);
});

test('a duration has the unit that fits, and no idle decimal', () => {
  assert.deepEqual(durationOf(42), ['42', 's']);
  assert.deepEqual(durationOf(360), ['6', 'min']);
  assert.deepEqual(durationOf(750), ['12.5', 'min']);
  assert.deepEqual(durationOf(33_840), ['9.4', 'h']);
  assert.deepEqual(durationOf(31 * 3600), ['31', 'h']);
  assert.deepEqual(durationOf(10 * 86_400), ['10', 'd']);
});

const row = (part: Partial<StepTimes>): StepTimes => ({
  step: 'opened', priority: 'P1', n: 1, p50_seconds: 1, p90_seconds: 1, share_within_standard: 1, standard_seconds: 900, oldest_waiting_seconds: null, waiting: 0, ...part,
});

test('overdue rows come the worst first; without a standard nothing is overdue', () => {
  const worse = row({ priority: 'P0', standard_seconds: 300, oldest_waiting_seconds: 900 });
  const bad = row({ oldest_waiting_seconds: 1000 });
  assert.deepEqual(overdue([row({ oldest_waiting_seconds: 900 }), bad, worse, row({ standard_seconds: null, oldest_waiting_seconds: 9e9 })]), [worse, bad]);
});

test('a period counts both of its ends, and weeks join without a gap', () => {
  assert.deepEqual(lastDays('2026-03-01', 7), { from: '2026-02-23', to: '2026-03-01' });
  const weeks = weeksBefore('2026-03-01', 3);
  assert.deepEqual(weeks.map((week) => week.to), ['2026-02-15', '2026-02-22', '2026-03-01']);
  assert.equal(weeks[1]?.from, '2026-02-16');
  assert.ok(isDay('2026-02-28') && !isDay('2026-13-01') && !isDay('yesterday') && !isDay(null));
});

test('an axis is divided by round steps', () => {
  assert.deepEqual(ticksTo(31), [0, 10, 20, 30]);
  assert.deepEqual(ticksTo(0.9), [0, 0.5]);
  assert.deepEqual(ticksTo(0), [0]);
});

test('labels that would overlap move apart and keep their order', () => {
  assert.deepEqual(spread([100, 20, 104], 15), [100, 20, 115]);
});

test('a child’s own report leads to the family only by a decision with a reason', () => {
  assert.ok(asksAboutFamily(true, { contacts_family: true }));
  assert.ok(!asksAboutFamily(true, { contacts_family: false }));
  assert.ok(!asksAboutFamily(false, { contacts_family: true }));
  assert.deepEqual(missingOfFamily(choice({})), ['family']);
  assert.deepEqual(missingOfFamily(choice({ familyContact: true, reason: ' ' })), ['reason_family']);
  assert.deepEqual(missingOfFamily(choice({ familyContact: true, reason: 'why' })), []);
});
