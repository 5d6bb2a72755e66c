import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DefaultOf, Habits } from '../src/data/hearing.ts';
import en from '../src/i18n/staff.told.en.ts';
import zh from '../src/i18n/staff.told.zh.ts';
import { choicesFor, delaysFor, endsAt, isFixed, isOvernight, minutesBetween, toldOf, withRules } from '../src/staff/told/plan.ts';
import { zoneNames } from '../src/staff/zone_name.ts';
import { outcomeOf, stateOf } from '../src/staff/told/testing.ts';

const P1: DefaultOf = { urgency: 'P1', others_after_seconds: 60, in_office_hours: false, never_silenced: true, latest_seconds: 300 };
const P2: DefaultOf = { urgency: 'P2', others_after_seconds: 300, in_office_hours: false, never_silenced: false, latest_seconds: 3600 };
const DEVICE = { channel: 'webpush', hopeful: true };
const MAIL = { channel: 'email', hopeful: true };
const rule = (urgency: string, channel: string, after_seconds: number | null) => ({ urgency, channel, after_seconds });
const labels = (...zones: string[]) => zoneNames(zones).map(({ label }) => label);
const after = (of: DefaultOf, rules: Habits['rules'], ways: { channel: string; hopeful: boolean }[]) => Object.fromEntries(toldOf(of, rules, ways).map((told) => [told.channel, told.after]));

test('devices ring at once and mail follows, where nothing is set', () => {
  assert.deepEqual(after(P1, [], [DEVICE, MAIL]), { webpush: 0, email: 60 });
});

test('whoever has no device, or only one that fails, hears by mail at once', () => {
  assert.deepEqual(after(P1, [], [MAIL]), { email: 0 });
  assert.deepEqual(after(P1, [], [{ ...DEVICE, hopeful: false }, MAIL]), { webpush: 0, email: 0 });
});

test('what rings first rings at once where nothing may be silenced, whatever the rules say; elsewhere a rule may wait', () => {
  assert.deepEqual(after(P1, [rule('P1', 'webpush', 120), rule('P1', 'email', 300)], [DEVICE, MAIL]), { webpush: 0, email: 180 });
  assert.deepEqual(after(P2, [rule('P2', 'webpush', 600), rule('P2', 'email', null)], [DEVICE, MAIL]), { webpush: 600, email: null });
});

test('no delay is offered at which others are called already, and the one that is set always is', () => {
  assert.deepEqual(delaysFor({ ...P1, latest_seconds: 60 }, undefined), [0, 30, 60]);
  assert.deepEqual(delaysFor(P1, 90), [0, 60, 90, 120, 300]);
  assert.equal(Math.max(...delaysFor(P2, null)), 3600);
});

test('what is usual stands once among the delays, in its place', () => {
  assert.deepEqual(choicesFor(P1, { channel: 'webpush', set: undefined }), [0, 60, 120, 300]);
  assert.deepEqual(choicesFor({ ...P1, others_after_seconds: 90 }, { channel: 'email', set: 60 }), [0, 60, 90, 120, 300]);
});

test('nothing is to be chosen where one way alone may not be silenced; with two ways, or where it may, there is', () => {
  assert.ok(isFixed(P1, [DEVICE]));
  assert.ok(!isFixed(P1, [DEVICE, MAIL]) && !isFixed(P2, [DEVICE]));
});

test('a change of one urgency leaves the others, and channels that are not shown, as they are', () => {
  const habits = { rules: [rule('P1', 'email', 120), rule('P2', 'sms', 60), rule('P2', 'email', null)], quiet_hours: null } as unknown as Habits;
  assert.deepEqual(withRules(habits, 'P2', { email: undefined, webpush: 0 }).rules, [rule('P1', 'email', 120), rule('P2', 'sms', 60), rule('P2', 'webpush', 0)]);
});

test('quiet hours run over midnight, and the same time twice is no time at all, never a whole day', () => {
  assert.equal(minutesBetween('22:00', '06:00'), 480);
  assert.equal(minutesBetween('12:00', '13:30'), 90);
  assert.equal(minutesBetween('22:00', '22:00'), 0);
  assert.ok(Number.isNaN(minutesBetween('', '06:00')));
  assert.equal(endsAt('22:00', 480), '06:00');
  assert.ok(isOvernight('22:00', 480) && !isOvernight('12:00', 90));
});

test('zones to choose from have the names that people use, and the place only where two have the same name', () => {
  assert.match(labels('Asia/Shanghai', 'Europe/Berlin')[0] ?? '', /^(中国|China )(标准)?(时间|Standard Time|Time)$/);
  assert.deepEqual(labels('Asia/Shanghai', 'Asia/Macau').map((label) => label.split(' · ')[1]), ['Asia/Shanghai', 'Asia/Macau']);
  assert.deepEqual(labels('Nowhere/At_All'), ['Nowhere/At_All']);
});

const address = (more: object) => ({ channel: 'email', verified: true, working: true, failing_since: null, ...more }) as never;

test('an address is gone where its channel is, whatever it was before', () => {
  assert.equal(stateOf(address({}), []), 'gone');
  assert.equal(stateOf(address({}), ['email']), 'working');
  assert.equal(stateOf(address({ verified: false, working: null }), ['email']), 'unverified');
  assert.equal(stateOf(address({ working: null }), ['email']), 'unproven');
  assert.equal(stateOf(address({ failing_since: '2026-11-24T00:00:00Z' }), ['email']), 'failing');
});

test('what came of a try is told by what happened after it, not before', () => {
  const queued = { queued_at: '2026-11-24T08:00:00Z' };
  assert.equal(outcomeOf({ sent_at: '2026-11-24T07:00:00Z', failed_at: '2026-11-24T07:30:00Z' }, queued), null);
  assert.deepEqual(outcomeOf({ sent_at: '2026-11-24T08:00:03Z', failed_at: null }, queued), { is: 'sent', seconds: 3 });
  assert.deepEqual(outcomeOf({ sent_at: null, failed_at: '2026-11-24T08:00:03Z' }, queued), { is: 'failed' });
  assert.equal(outcomeOf(undefined, queued), null);
});

test('every word for a fault, a state and an address is there in both languages', () => {
  for (const part of ['fault', 'problem', 'state', 'address'] as const) assert.deepEqual(Object.keys(en[part]), Object.keys(zh[part]));
  assert.equal(en.way('email', 60), 'e-mail after 1 min');
  assert.equal(zh.way('email', null), '不用邮件');
  assert.equal(zh.way('email', 300), '邮件 5 分钟后');
  assert.equal(zh.way('email', 0), '邮件立刻');
});
