import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HearingBoard, Listener, Way } from '../src/data/hearing_board.ts';
import enHearing from '../src/i18n/staff.hearing.en.ts';
import zhHearing from '../src/i18n/staff.hearing.zh.ts';
import en from '../src/i18n/staff.en.ts';
import zh from '../src/i18n/staff.zh.ts';
import { headlineOf, onBelow, reachOf, restOf, staysOf, wayName, wayWords } from '../src/staff/hearing/say.ts';
import { hearingWords } from '../src/staff/hearing/words.ts';
import { routeOf, to } from '../src/staff/routes.ts';
import { language as spoken } from '../src/i18n/index.ts';
import { now } from '../src/staff/state/now.ts';
import { words } from '../src/staff/words.ts';

const speak = (language: 'zh' | 'en') => {
  now.value = Date.parse('2026-11-24T03:54:00Z');
  spoken.value = language === 'zh' ? 'zh-CN' : 'en';
  words.put(language === 'zh' ? zh : en);
  hearingWords.put(language === 'zh' ? zhHearing : enHearing);
};

const person = (id: string, reachable: boolean | null): Listener => ({ id, name: id, role: 'worker', phone: null, on_duty: true, since: null, until: null, reachable, ways: [] });

/** As the server reckons it: proven if anybody is, perhaps if anybody might be. */
const anyOf = (people: Listener[]) => (people.some(({ reachable }) => reachable) ? true : people.some(({ reachable }) => reachable === null) ? null : false);
const board = (...people: Listener[]): HearingBoard => ({
  team: { id: 't', name: 'Desk' },
  teams: [],
  at: '2026-11-24T03:54:00Z',
  reachable: anyOf(people),
  on_duty: people,
  members: [],
  next_shift: null,
});

test('the board has an address of its own', () => {
  assert.deepEqual(routeOf(to.hearing), { page: 'hearing' });
  assert.deepEqual(routeOf(`${to.hearing}/x`), { page: 'unknown' });
});

test('only those are named of whom the sentence is true', () => {
  speak('en');
  const found = headlineOf(board(person('Ada', false), person('Bo', true)), undefined, false);
  assert.deepEqual([found.reach, found.text, found.next, found.climbs], ['yes', 'On duty, and can hear us: Bo.', null, false]);
  const many = headlineOf(board(...['A', 'B', 'C', 'D', 'E'].map((name) => person(name, true))), undefined, false);
  assert.equal(many.text, 'On duty, and can hear us: A, B, C (5 in all).');
});

test('what is not proven is not told as in reach, and says how to prove it', () => {
  speak('en');
  const theirs = headlineOf(board(person('Ada', null), person('Bo', false)), 'me', true);
  assert.deepEqual([theirs.reach, theirs.text, theirs.next?.link], ['unproven', 'On duty, not proven to hear us: Ada.', null]);
  const mine = headlineOf(board(person('me', null)), 'me', true);
  assert.equal(mine.next?.link?.href, to.device);
  assert.match(mine.text, /: you\./);
});

test('where no shift begins, it is told until when somebody is on', () => {
  speak('en');
  const seen = board({ ...person('Ada', true), until: '2026-11-27T01:00:00Z' });
  assert.equal(staysOf(seen, undefined), 'Ada is on until 27 Nov 09:00; no other shift begins before then.');
  assert.match(staysOf(seen, 'Ada') ?? '', /^You are on until/);
  assert.match(staysOf(board({ ...person('Ada', true), until: '2026-12-29T01:00:00Z' }), undefined) ?? '', /^Ada is on in all the weeks/);
  assert.match(staysOf(board(person('Ada', true), person('Bo', true)), undefined) ?? '', /^Ada, Bo are on until they go off duty/);
  assert.equal(staysOf(board(), undefined), null);
});

const on = (name: string, reachable: boolean | null, until: string | null) => ({ id: name, name, reachable, since: '2026-11-24T00:00:00Z', until });
const below = (...on_duty: ReturnType<typeof on>[]) => ({ team: { id: 't', name: 'T' }, reachable: null, on_duty });

test('of a team below it is told who is on, and until when', () => {
  speak('en');
  assert.equal(onBelow(below(on('Ada', true, '2026-11-24T10:00:00Z'))), 'Ada (until 18:00)');
  assert.equal(onBelow(below(on('Ada', true, null))), 'Ada', 'the row says how a single one is reached');
  assert.equal(onBelow(below(on('Ada', true, null), on('Bo', false, '2026-11-25T01:00:00Z'))), 'Ada (hears us), Bo (cannot hear us, until tomorrow 09:00)');
});

test('nobody in reach has one next step, and says that alerts climb', () => {
  speak('zh');
  const deaf = headlineOf(board(person('甲', false)), 'me', true);
  assert.deepEqual([deaf.reach, deaf.climbs, deaf.next?.text], ['no', true, zhHearing.next.mendUnknown], 'no number, no word that leaves one without it');
  const known = headlineOf(board({ ...person('甲', false), phone: '13900000000' }), 'me', true);
  assert.deepEqual([known.next?.text, known.phone.map(({ phone }) => phone)], [zhHearing.next.mendTheirs, ['13900000000']]);
  assert.equal(headlineOf(board(person('me', false)), 'me', true).next?.text, zhHearing.next.noneMine, 'what is not there did not fail to ring');
  const nobody = headlineOf(board(), 'me', true);
  assert.deepEqual([nobody.reach, nobody.climbs, nobody.next?.link?.href], ['no', true, to.duty]);
  assert.equal(headlineOf(board(), 'me', false).next?.link, null, 'who may take no shift is not sent to take one');
});

const AT = '2026-11-24T03:54:00Z';
const LATER = '2026-11-24T04:54:00Z';
const way = (more: Partial<Way>): Way => ({ channel: 'webpush', label: null, working: null, shown_at: null, sent_at: null, failed_at: null, ...more });

test('only a device is told to have rung', () => {
  speak('en');
  assert.match(wayWords(way({ working: true, shown_at: AT, sent_at: AT })), /^Last rang/);
  assert.match(wayWords(way({ sent_at: AT })), /not seen to ring/);
  assert.match(wayWords(way({})), /not rung yet/);
  assert.match(wayWords(way({ working: false, shown_at: AT, failed_at: LATER })), /^Failed/);
  assert.match(wayWords(way({ channel: 'email', working: true, shown_at: AT })), /^Verified/);
  assert.match(wayWords(way({ channel: 'email', shown_at: AT, sent_at: LATER })), /^Last sent/);
  assert.match(wayWords(way({ channel: 'sms' })), /^Not used/);
});

test('an address whose label is kept from me is told by its channel alone', () => {
  speak('zh');
  assert.equal(wayName(way({ channel: 'email' })), '邮件');
  assert.equal(wayName(way({ label: '值班手机' })), '设备通知：值班手机');
});

test('the rest is whoever is not on duty', () => {
  const [ada, bo] = [person('Ada', true), person('Bo', null)];
  assert.deepEqual(restOf({ ...board(ada), members: [ada, bo] }), [bo]);
  assert.deepEqual([reachOf(true), reachOf(null), reachOf(false)], ['yes', 'unproven', 'no']);
});

test('where nobody hears, whose numbers may be seen are offered, the supervisor first, and a test to who is of the team', () => {
  speak('en');
  const members: Listener[] = [
    { ...person('Ada', false), on_duty: false, phone: '1' },
    { ...person('Bo', false), on_duty: false, role: 'supervisor', phone: '2' },
    { ...person('Cy', false), on_duty: false },
    { ...person('me', false), on_duty: false, phone: '3' },
  ];
  const empty = headlineOf({ ...board(), reachable: false, members }, 'me', false);
  assert.deepEqual([empty.phone.map(({ id }) => id), empty.test], [['Bo', 'Ada'], true]);
  const deaf = headlineOf({ ...board({ ...person('Di', false), phone: '4' }), members }, 'else', false);
  assert.deepEqual([deaf.phone.map(({ id }) => id), deaf.test], [['Di', 'Bo', 'Ada', 'me'], false], 'who is on duty first; another team’s page offers no test');
  assert.deepEqual(headlineOf({ ...board(person('Di', true)), members }, 'me', false).phone, []);
});
