import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MyShift } from '../src/data/duty.ts';
import { language } from '../src/i18n/index.ts';
import en from '../src/i18n/staff.en.ts';
import enRest from '../src/i18n/staff.rest.en.ts';
import zhRest from '../src/i18n/staff.rest.zh.ts';
import zh from '../src/i18n/staff.zh.ts';
import { restWords } from '../src/staff/rest_words.ts';
import { shiftWords } from '../src/staff/shift_words.ts';
import { now } from '../src/staff/state/now.ts';
import { words } from '../src/staff/words.ts';

now.value = Date.parse('2026-11-24T03:00:00Z'); // 11:00 in China, on a Tuesday
const UNTIL = '2026-12-08T03:00:00.000Z';
const shift = (starts_at: string, ends_at: string | null, team = '灵隐'): MyShift => ({ starts_at, ends_at, team: { id: team, name: team } });
const say = (isOn: boolean, isInMany: boolean, ...items: MyShift[]) => shiftWords({ items, until: UNTIL, next_cursor: null }, isOn, isInMany);

function speakEnglish() {
  language.value = 'en';
  words.put(en);
  restWords.put(enRest);
}

const running = shift('2026-11-23T01:00:00.000Z', '2026-11-27T01:00:00.000Z');
const next = shift('2026-11-30T02:00:00.000Z', '2026-11-30T12:00:00.000Z');

test('a long shift says since when and until when, and what comes next', () => {
  speakEnglish();
  assert.deepEqual(say(true, false, running, next), ['You are on duty until 27 Nov Fri 09:00 (since yesterday 09:00).', 'Your next shift: 30 Nov Mon 10:00 – 20:00.']);
  language.value = 'zh-CN';
  words.put(zh);
  restWords.put(zhRest);
  assert.deepEqual(say(true, true, running, next)[1], '下一班：11月30日 周一 10:00 – 20:00（灵隐）。');
});

test('a shift that has just begun runs, although this clock is a moment behind', () => {
  speakEnglish();
  const fresh = shift('2026-11-24T03:00:02.000Z', '2026-11-24T19:00:02.000Z');
  assert.match(shiftWords({ items: [fresh], until: '2026-12-08T03:00:03.000Z', next_cursor: null }, true, false)[0] ?? '', /^You are on duty until/);
});

test('nothing planned is said as plainly', () => {
  speakEnglish();
  assert.deepEqual(say(false, false), ['You are not on duty.', 'No shift is planned for you in the next 14 days.']);
  assert.deepEqual(say(false, false, next)[0], 'You are not on duty.');
});

test('who is on for longer than one can see is not told that nothing is planned', () => {
  assert.deepEqual(say(true, false, shift('2026-11-20T01:00:00.000Z', '2026-12-20T01:00:00.000Z')), ['You are on duty for all of the next 14 days (since 20 Nov Fri 09:00).']);
  assert.deepEqual(say(true, false, shift('2026-11-24T01:00:00.000Z', null)), ['You are on duty (since 09:00).']);
});
