import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayAndTime, dayName, fullTime, shortTime, span } from '../src/lib/spans.ts';

const words = { minutes: (n: number) => `${n} min`, hours: (n: number) => `${n} h`, days: (n: number) => `${n} d` };
const FROM = '2026-03-01T10:00:00Z';

test('a promise is said in its natural unit and never shortened', () => {
  assert.equal(span(FROM, '2026-03-01T10:15:00Z', words), '15 min');
  assert.equal(span(FROM, '2026-03-01T11:00:00Z', words), '1 h');
  assert.equal(span(FROM, '2026-03-01T11:10:00Z', words), '70 min');
  assert.equal(span(FROM, '2026-03-02T10:00:00Z', words), '24 h');
  assert.equal(span(FROM, '2026-03-04T10:00:01Z', words), '4 d');
});

test('a time that has passed already is still a minute away, not a negative one', () => {
  assert.equal(span(FROM, '2026-03-01T09:00:00Z', words), '1 min');
  assert.equal(span(FROM, '2026-03-01T10:00:05Z', words), '1 min');
});

test('a time of another day carries its day', () => {
  const now = new Date('2026-03-01T12:00:00');
  assert.match(shortTime('2026-03-01T13:05:00', 'en', now), /^13:05$/);
  assert.equal(shortTime('2026-03-02T13:05:00', 'en', now), '2 Mar, 13:05');
  assert.equal(shortTime('2026-03-02T13:05:00', 'zh-CN', now), '3月2日 13:05');
});

test('a day is told before its month, and in the words of the language', () => {
  assert.match(dayName('2026-11-28T13:05:00', 'en'), /^Saturday,? 28 November$/);
  assert.match(dayAndTime('2026-11-28T13:05:00', 'en'), /^Sat,? 28 Nov,? 13:05$/);
  assert.equal(dayName('2026-11-28T13:05:00', 'zh-CN'), '11月28日星期六');
});

test('on paper a time is a plain date and clock with the name of the zone', () => {
  assert.equal(fullTime('2026-11-24T03:54:00Z', 'zh-CN', 'Asia/Shanghai'), '2026年11月24日 11:54（中国标准时间）');
  assert.equal(fullTime('2026-11-23T16:05:00Z', 'en', 'Asia/Shanghai'), '24 November 2026, 00:05 (China Standard Time)');
});
