import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Policy } from '../src/data/policies.ts';
import en from '../src/i18n/staff.climb.en.ts';
import zh from '../src/i18n/staff.climb.zh.ts';
import { bodyOf, draftOf, lengthOf, needsOf, nextSaturday, WHO, withStep } from '../src/staff/climb/draft.ts';
import { routeOf, to } from '../src/staff/routes.ts';

const NEED = { number: 'number', who: 'who' };
const step = (after_seconds: number | null, after_working_days: number | null = null) => ({ after_seconds, after_working_days, who: ['on_duty' as const], round_robin: false });
const policy: Pick<Policy, 'steps' | 'hold_seconds' | 'hold_working_days'> = { steps: [step(0), step(90), step(14_400), { ...step(null, 2), round_robin: true }], hold_seconds: null, hold_working_days: 3 };

test('what is read and sent again is the same', () => {
  assert.deepEqual(bodyOf(draftOf(policy)), policy);
});

test('lengths stand in the unit in which people would say them', () => {
  assert.deepEqual(lengthOf(0, null), { text: '0', unit: 'minutes' });
  assert.deepEqual(lengthOf(90, null), { text: '1.5', unit: 'minutes' });
  assert.deepEqual(lengthOf(5400, null), { text: '90', unit: 'minutes' });
  assert.deepEqual(lengthOf(14_400, null), { text: '4', unit: 'hours' });
  assert.deepEqual(lengthOf(null, 2), { text: '2', unit: 'days' });
});

test('another step comes as long after the last as that one after the one before, and keeps apart from all others', () => {
  const draft = withStep(draftOf({ ...policy, steps: [step(0), step(300)] }));
  assert.deepEqual(draft.steps.at(-1), { key: 2, after: { text: '10', unit: 'minutes' }, who: ['everyone'], turns: false });
  const shorter = withStep({ ...draft, steps: draft.steps.slice(1) });
  assert.deepEqual(shorter.steps.map(({ key }) => key), [1, 2, 3]);
});

test('nothing is sent while a number or whom to call is missing, and each is told at its place', () => {
  const draft = draftOf({ ...policy, steps: [step(0), step(300)] });
  assert.deepEqual(needsOf(draft, NEED), {});
  const [first, second] = draft.steps;
  assert.ok(first && second);
  const broken = { steps: [{ ...first, who: [] }, { ...second, after: { text: 'soon', unit: 'minutes' as const } }], hold: { text: '', unit: 'days' as const } };
  assert.deepEqual(needsOf(broken, NEED), { '/steps/0/who': 'who', '/steps/1/after_seconds': 'number', '/hold_seconds': 'number' });
});

test('the moment to try is a Saturday at two, never one that is over', () => {
  assert.equal(nextSaturday('2026-11-24'), '2026-11-28T02:00');
  assert.equal(nextSaturday('2026-11-28'), '2026-12-05T02:00');
});

test('a policy has an address of its own', () => {
  assert.equal(to.climb('t', 'P1'), '/staff/climb?team=t&urgency=P1');
  assert.deepEqual(routeOf('/staff/climb'), { page: 'climb' });
});

test('everybody who can be called, and every fault, has words in both languages', () => {
  for (const said of [zh, en]) for (const code of [...WHO, 'on_duty_or_everyone']) assert.notEqual(said.who(code), code);
  for (const part of ['fault', 'problem', 'reach', 'units', 'need'] as const) assert.deepEqual(Object.keys(en[part]), Object.keys(zh[part]));
  assert.equal(en.after(0, null), 'at once');
  assert.equal(zh.after(300, null), '5 分钟后');
  assert.equal(en.length(null, 1), '1 working day');
});
