import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Alert, ComingCall, Delivery, HistoryCall } from '../src/data/alerts.ts';
import { ApiError } from '../src/data/client.ts';
import type { Listener } from '../src/data/hearing_board.ts';
import enAlert from '../src/i18n/staff.alert.en.ts';
import zhAlert from '../src/i18n/staff.alert.zh.ts';
import en from '../src/i18n/staff.en.ts';
import zh from '../src/i18n/staff.zh.ts';
import { candidates, deafWords, nextWords } from '../src/staff/alert/coming.ts';
import { newsOf, sawOf } from '../src/staff/alert/news.ts';
import { channelWords, countsOf, linesOf, outcomeOf, stepWords, whyOf } from '../src/staff/alert/told.ts';
import { alertWords } from '../src/staff/alert/words.ts';
import { words } from '../src/staff/words.ts';

const speak = (language: 'zh' | 'en') => {
  words.put(language === 'zh' ? zh : en);
  alertWords.put(language === 'zh' ? zhAlert : enAlert);
};

const refusal = (status: number, code: string, pointer?: string) =>
  new ApiError({ title: '', status, code, ...(pointer ? { errors: [{ pointer, code: 'x', message: '' }] } : {}) });

test('a refusal that says what has changed is news, and anything else is a failure', () => {
  assert.equal(newsOf(refusal(409, 'alert_changed', '/saw/urgency')), 'changed');
  assert.equal(newsOf(refusal(409, 'not_acknowledged')), 'not_held');
  assert.equal(newsOf(refusal(403, 'not_in_your_hands')), 'not_yours');
  assert.equal(newsOf(refusal(403, 'supervisor_required')), 'not_supervisor');
  assert.equal(newsOf(refusal(422, 'invalid', '/for')), 'not_them');
  assert.equal(newsOf(refusal(404, 'not_found')), 'gone');
  assert.equal(newsOf(refusal(500, 'server_error')), null);
  assert.equal(newsOf(refusal(422, 'invalid', '/reason')), null);
  assert.equal(newsOf(new Error('anything')), null);
});

test('an answer tells what was seen, and nothing else', () => {
  assert.deepEqual(sawOf({ urgency: 'P1', round: 3, id: 'x', subject: 'y' } as Alert), { urgency: 'P1', round: 3 });
});

const named = (...names: string[]) => names.map((name) => ({ id: name, name, reachable: true as boolean | null }));
const coming = (more: Partial<ComingCall>): ComingCall => ({ team: { id: 't', name: 'Desk' }, people: named('Ada'), one_of: false, ...more });

test('who is next is one sentence, with no more names than it carries', () => {
  speak('en');
  assert.equal(nextWords(coming({})), 'Next: Ada (Desk).');
  assert.equal(nextWords(coming({ one_of: true, people: named('Ada', 'Bo') })), 'Next is one of: Ada, Bo (Desk).');
  assert.equal(nextWords(coming({ team: null })), 'Every step has been called, so it is everybody again: Ada.');
  assert.equal(nextWords(coming({ people: [] })), 'Nobody can be reached at present. It goes on trying.');
  assert.equal(nextWords(coming({ people: named('A', 'B', 'C', 'D', 'E', 'F') })), 'Next: A, B, C, D and 2 more (Desk).');
  speak('zh');
  assert.equal(nextWords(coming({ people: named('甲', '乙', '丙', '丁', '戊', '己') })), '接着叫：甲、乙、丙、丁等 6 人（Desk）。');
});

test('nobody waits for somebody who cannot be reached', () => {
  speak('en');
  assert.equal(deafWords(coming({})), null);
  const [ada, bo] = named('Ada', 'Bo');
  assert.equal(deafWords(coming({ people: [{ ...ada!, reachable: false }, { ...bo!, reachable: null }] })), 'Cannot be reached at present: Ada.');
});

const person = (id: string) => ({ id, name: id }) as Listener;

test('those on duty stand first, each once, without oneself', () => {
  assert.deepEqual(candidates([person('b')], [person('a'), person('b'), person('me')], 'me').map(({ id }) => id), ['b', 'a']);
});

const AT = '2026-11-24T03:54:00Z';
const delivery = (more: Partial<Delivery>): Delivery => ({
  person: { id: 'a', name: 'Ada' },
  channel: 'webpush',
  state: 'pending',
  round: 0,
  step: 0,
  created_at: AT,
  due_at: AT,
  sent_at: null,
  shown_at: null,
  failed_at: null,
  error: null,
  attempts: 0,
  bundled_into: null,
  ...more,
});

test('only what a device showed is told as having rung', () => {
  speak('en');
  assert.match(outcomeOf(delivery({ state: 'shown', sent_at: AT, shown_at: AT })).text, /^Rang/);
  assert.match(outcomeOf(delivery({ state: 'sent', sent_at: AT })).text, /not seen to ring/);
  const mail = outcomeOf(delivery({ state: 'sent', channel: 'email', sent_at: AT }));
  assert.match(mail.text, /^Delivered/);
  assert.equal(mail.tone, '', 'that a channel took it proves nothing');
});

test('what failed says why, and what was tried says how often', () => {
  speak('en');
  const gone = outcomeOf(delivery({ state: 'failed', failed_at: AT, error: 'http_410', attempts: 1 }));
  assert.deepEqual([gone.tone, gone.why], ['no', enAlert.history.why.gone]);
  const again = outcomeOf(delivery({ state: 'pending', error: 'timeout', attempts: 3 }));
  assert.equal(again.why, `${enAlert.history.why.timeout} · 3 tries`);
  assert.equal(outcomeOf(delivery({ state: 'bundled' })).why, null);
});

test('a code that nobody knows is told without itself', () => {
  for (const [code, why] of [['http_503', 'busy'], ['code_45009', 'other'], ['http_403', 'refused'], ['unreachable', 'network']] as const) assert.equal(whyOf(code), why);
  speak('zh');
  assert.doesNotMatch(String(outcomeOf(delivery({ state: 'failed', error: 'code_45009' })).why), /45009/);
  assert.equal(channelWords('webpush'), '设备通知');
  assert.equal(channelWords('carrier_pigeon'), 'carrier_pigeon');
});

test('people are counted, not messages', () => {
  const bo = { id: 'b', name: 'Bo' };
  const items = [delivery({ shown_at: AT, state: 'shown' }), delivery({ channel: 'email' }), delivery({ person: bo }), delivery({ person: { id: 'c', name: 'C' }, state: 'cancelled' })];
  assert.deepEqual(countsOf(items, []), { people: 2, shown: 1, untold: 0, empty: 0 });
});

const call = (more: Partial<HistoryCall>): HistoryCall => ({
  kind: 'alert_called',
  at: AT,
  round: 0,
  step: 0,
  team: { id: 't', name: 'Desk' },
  people: 1,
  untold: [],
  ...more,
});
const [bo, cy] = [{ id: 'b', name: 'Bo' }, { id: 'c', name: 'Cy' }];
const CLIMB = [
  call({ kind: 'nobody_on_duty', people: 0 }),
  call({ kind: 'nobody_reachable', step: 1, people: 2, untold: [bo, cy] }),
  call({ kind: 'alert_escalated', step: 2, people: 2, untold: [bo] }),
];

test('who could not be told is counted, and who was told by another step is not among them', () => {
  const items = [delivery({ step: 2, shown_at: AT, state: 'shown' })];
  assert.deepEqual(countsOf(items, CLIMB), { people: 3, shown: 1, untold: 2, empty: 1 });
  assert.deepEqual(countsOf([...items, delivery({ person: bo, step: 3 })], CLIMB), { people: 3, shown: 1, untold: 1, empty: 1 });
  speak('en');
  const said = enAlert.history.summary(countsOf(items, CLIMB));
  assert.equal(said, '3 people were to be called: it rang for 1; 2 have no device that could ring. At one step nobody was on duty.');
  assert.equal(enAlert.history.summary(countsOf([], CLIMB.slice(0, 1))), 'Nobody could be called. At one step nobody was on duty.');
  assert.equal(zhAlert.history.summary(countsOf(items, CLIMB)), '要叫的有 3 人，1 人的设备响了，2 人没有能响的设备。有 1 步没有可叫的人。');
});

test('every step is in the history, in order, with its team', () => {
  speak('en');
  const told = linesOf([delivery({ step: 2 }), delivery({ round: 1, step: 2, created_at: '2026-11-24T04:09:00Z' })], [...CLIMB, call({ at: '2026-11-24T04:09:00Z', kind: 'alert_exhausted', round: 1, step: null, team: null })]);
  assert.deepEqual(
    told.map((line) => ('call' in line ? [line.call.kind, line.call.step] : ['message', line.delivery.step])),
    [['nobody_on_duty', 0], ['nobody_reachable', 1], ['message', 2], ['alert_escalated', 2], ['message', 2]],
  );
  assert.equal(stepWords(0, 1, CLIMB), 'Round 1, step 2 · Desk');
  assert.equal(stepWords(1, 2, [call({ round: 1, step: null })]), 'Round 2, everybody again');
  assert.equal(stepWords(0, 4, CLIMB), 'Round 1, step 5');
});
