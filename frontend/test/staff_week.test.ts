import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginningOf, type Day, daysFrom, daysLater, hoursOf, isDay, onceEach, piecesOf, shareOf, weekdayOf, wentOn } from '../src/staff/duty/week.ts';

const HOUR = 3_600_000;
const CHINA = 'Asia/Shanghai';
const BERLIN = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);
const on = (days: Day[], day: string) => days.find((each) => each.day === day) as Day;

test('days are counted by the calendar, over months, years and a leap day', () => {
  assert.equal(daysLater('2026-11-24', 7), '2026-12-01');
  assert.equal(daysLater('2027-01-01', -1), '2026-12-31');
  assert.equal(daysLater('2028-02-28', 1), '2028-02-29');
  assert.equal(weekdayOf('2026-11-23'), 0);
  assert.equal(weekdayOf('2026-11-29'), 6);
});

test('only a real day is a day', () => {
  assert.ok(isDay('2026-11-24'));
  for (const text of ['2026-02-30', '2026-13-01', '24.11.2026', '', null, undefined]) assert.ok(!isDay(text), String(text));
});

test('a week has seven days that touch, from midnight to midnight by the clocks of the zone', () => {
  const days = daysFrom('2026-11-24', 7, CHINA);
  assert.equal(days.length, 7);
  assert.equal(new Date(on(days, '2026-11-24').starts).toISOString(), '2026-11-23T16:00:00.000Z');
  for (const [number, day] of days.entries()) if (number) assert.equal(day.starts, days[number - 1]?.ends);
});

test('in the week in which the clocks change, one day has 23 hours or 25', () => {
  const spring = daysFrom('2026-03-23', 7, BERLIN);
  assert.deepEqual(spring.map(({ starts, ends }) => (ends - starts) / HOUR), [24, 24, 24, 24, 24, 24, 23]);
  const autumn = daysFrom('2026-10-19', 7, BERLIN);
  assert.deepEqual(autumn.map(({ starts, ends }) => (ends - starts) / HOUR), [24, 24, 24, 24, 24, 24, 25]);
});

test('a day begins at one when its midnight is left out, and at the first midnight when that comes twice', () => {
  assert.equal(new Date(beginningOf('2026-09-06', 'America/Santiago')).toISOString(), '2026-09-06T04:00:00.000Z');
  assert.equal(new Date(beginningOf('2026-11-01', 'America/Havana')).toISOString(), '2026-11-01T04:00:00.000Z');
  assert.equal(on(daysFrom('2026-11-01', 1, 'America/Havana'), '2026-11-01').ends - beginningOf('2026-11-01', 'America/Havana'), 25 * HOUR);
});

test('a night stands whole on the day on which it begins, and says on the next until when', () => {
  const [tuesday, wednesday] = daysFrom('2026-11-24', 2, CHINA) as [Day, Day];
  const night = { start: at('2026-11-24T14:00:00Z'), end: at('2026-11-25T00:00:00Z') };
  const [evening] = piecesOf([night], tuesday);
  const [morning] = piecesOf([night], wednesday);
  assert.ok(evening && morning);
  assert.deepEqual(hoursOf(evening, tuesday, CHINA), { kind: 'overnight', at: '22:00', until: '08:00' });
  assert.deepEqual(hoursOf(morning, wednesday, CHINA), { kind: 'until', until: '08:00' });
  assert.deepEqual([evening.begins, evening.ends, morning.begins, morning.ends], [true, false, false, true]);
});

test('a night has the same hours by the clock whether it is an hour shorter or longer', () => {
  for (const [day, start, end] of [['2026-03-28', '2026-03-28T21:00:00Z', '2026-03-29T04:00:00Z'], ['2026-10-24', '2026-10-24T20:00:00Z', '2026-10-25T05:00:00Z']] as const) {
    const [evening] = daysFrom(day, 1, BERLIN) as [Day];
    const [piece] = piecesOf([{ start: at(start), end: at(end) }], evening);
    assert.ok(piece);
    assert.deepEqual(hoursOf(piece, evening, BERLIN), { kind: 'overnight', at: '22:00', until: '06:00' });
  }
});

test('in a day of 23 hours a shift until noon takes 11 of 23', () => {
  const [sunday] = daysFrom('2026-03-29', 1, BERLIN) as [Day];
  const [piece] = piecesOf([{ start: sunday.starts, end: at('2026-03-29T10:00:00Z') }], sunday);
  assert.ok(piece);
  const { left, width } = shareOf(piece, sunday);
  assert.equal(left, 0);
  assert.ok(Math.abs(width - 11 / 23) < 1e-9);
});

test('a whole day, a day that ends at midnight and a shift without an end have their own words', () => {
  const [day] = daysFrom('2026-11-24', 1, CHINA) as [Day];
  const hours = (start: number, end: number | null) => {
    const [piece] = piecesOf([{ start, end }], day);
    assert.ok(piece);
    return hoursOf(piece, day, CHINA);
  };
  assert.deepEqual(hours(day.starts, day.ends), { kind: 'day' });
  assert.deepEqual(hours(day.starts - HOUR, null), { kind: 'day' });
  assert.deepEqual(hours(day.starts + 20 * HOUR, day.ends), { kind: 'within', at: '20:00', until: '24:00' });
  assert.deepEqual(hours(day.starts + 8 * HOUR, day.starts + 20 * HOUR), { kind: 'within', at: '08:00', until: '20:00' });
  assert.deepEqual(hours(day.starts + 8 * HOUR, null), { kind: 'from', at: '08:00' });
  assert.deepEqual(hours(day.starts + 8 * HOUR, day.ends + 72 * HOUR), { kind: 'from', at: '08:00' });
  assert.deepEqual(hours(day.starts + 20 * HOUR, day.ends + 12 * HOUR), { kind: 'from', at: '20:00' });
});

test('pieces come by time, and what only touches a day is not in it', () => {
  const [day] = daysFrom('2026-11-24', 1, CHINA) as [Day];
  const late = { start: day.starts + 9 * HOUR, end: day.starts + 10 * HOUR };
  const early = { start: day.starts + 1 * HOUR, end: day.starts + 2 * HOUR };
  const before = { start: day.starts - HOUR, end: day.starts };
  const after = { start: day.ends, end: day.ends + HOUR };
  assert.deepEqual(piecesOf([late, before, after, early], day).map(({ of }) => of), [early, late]);
});

test('whoever is on duty twice at once is shown once', () => {
  const plan = { who: 'a', start: 0, end: 10 * HOUR };
  const self = { who: 'a', start: HOUR, end: 3 * HOUR };
  const twin = { who: 'a', start: 0, end: 10 * HOUR };
  const other = { who: 'b', start: HOUR, end: 3 * HOUR };
  assert.deepEqual(onceEach([plan, self, twin, other]), [plan, other]);
  assert.deepEqual(onceEach([self, { who: 'a', start: 0, end: null }]).length, 1);
});

test('what was worked until now and goes on is one stretch; two shifts to come that touch stay two', () => {
  const before = { who: 'a', start: 0, end: 5, source: 'rota' };
  const after = { who: 'a', start: 5, end: 9, source: 'plan' };
  assert.deepEqual(wentOn([before, after], 5), [{ who: 'a', start: 0, end: 9, source: 'plan' }]);
  assert.deepEqual(wentOn([before, after], 4), [before, after]);
  assert.deepEqual(wentOn([before, { ...after, who: 'b' }], 5).length, 2);
});
