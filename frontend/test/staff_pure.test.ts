import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Row } from '../src/data/reports.ts';
import { byNeed, grouped, groupOf } from '../src/staff/inbox_order.ts';
import { routeOf, to } from '../src/staff/routes.ts';
import { clockOf, spanOf } from '../src/staff/spans.ts';
import { telephoneOf } from '../src/staff/telephone.ts';
import { dateOf, daysBetween, fromWall, timeOfDay, toWall } from '../src/staff/zone.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-11-23T13:16:00Z');
const iso = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString();

test('a length is said in the unit that a person would use, rounded down', () => {
  assert.deepEqual(spanOf(59_999), { unit: 'instant' });
  assert.deepEqual(spanOf(3.9 * MINUTE), { unit: 'minutes', count: 3 });
  assert.deepEqual(spanOf(119 * MINUTE), { unit: 'minutes', count: 119 });
  assert.deepEqual(spanOf(160 * MINUTE), { unit: 'hours', count: 2, minutes: 40 });
  assert.deepEqual(spanOf(19.9 * 60 * MINUTE), { unit: 'hours', count: 19, minutes: 0 });
  assert.deepEqual(spanOf(6.5 * 24 * 60 * MINUTE), { unit: 'days', count: 6 });
  assert.deepEqual(spanOf(-5), { unit: 'instant' });
});

test('a clock is soon in its last quarter and over from the moment it ends', () => {
  const due = { began_at: iso(0), at: iso(60) };
  assert.equal(clockOf(due, NOW + 44 * MINUTE)?.tone, 'ok');
  assert.equal(clockOf(due, NOW + 45 * MINUTE)?.tone, 'soon');
  assert.equal(clockOf(due, NOW + 60 * MINUTE)?.tone, 'soon');
  const over = clockOf(due, NOW + 64 * MINUTE);
  assert.deepEqual(over, { tone: 'over', span: { unit: 'minutes', count: 4 }, used: 1 });
});

test('without a standard no clock runs', () => {
  assert.equal(clockOf(null, NOW), null);
  assert.equal(clockOf({ began_at: iso(0), at: null }, NOW), null);
});

test('the used share stays within 0 and 1 even when the start is missing or lies ahead', () => {
  assert.equal(clockOf({ began_at: 'unknown', at: iso(10) }, NOW)?.used, 0);
  assert.equal(clockOf({ began_at: iso(5), at: iso(10) }, NOW)?.used, 0);
  assert.equal(clockOf({ began_at: iso(-5), at: iso(5) }, NOW)?.used, 0.5);
});

const row = (reference: string, more: Partial<Row>): Row =>
  ({ reference, state: 'opened', priority: 'P2', received_at: iso(-60), due: null, alert: null, unverified: false, ...more }) as Row;
const due = (minutes: number): Row['due'] => ({ step: 'decided', at: iso(minutes), began_at: iso(-60), standard_seconds: 3600, overdue: minutes < 0 });
const alert = (state: 'triggered' | 'acknowledged'): Row['alert'] => ({ id: 'a', state, acknowledged_by: null, acknowledged_at: null, provisional: false, handed_back: null, given: null });

test('a ringing alert puts a report first, decided or not', () => {
  assert.equal(groupOf(row('A', { alert: alert('triggered'), state: 'decided' })), 'ringing');
  assert.equal(groupOf(row('B', { alert: alert('acknowledged') })), 'to_decide');
  assert.equal(groupOf(row('C', { state: 'decided', due: due(5) })), 'waiting');
  assert.equal(groupOf(row('D', { state: 'decided' })), 'in_hand');
  assert.equal(groupOf(row('E', { state: 'closed', alert: alert('triggered') })), 'closed');
});

test('rows stand by time left, then urgency, then age; no clock comes last', () => {
  const rows = [row('none', {}), row('late', { due: due(90) }), row('over', { due: due(-4) }), row('urgent', { due: due(90), priority: 'P0' })];
  assert.deepEqual(rows.sort(byNeed).map((each) => each.reference), ['over', 'urgent', 'late', 'none']);
});

test('many from one source stand behind the others, and never what is urgent', () => {
  const rows = [
    row('one of many', { due: due(-40), unverified: true, alert: alert('triggered') }),
    row('urgent', { due: due(5), priority: 'P1', alert: alert('triggered') }),
    row('another', { due: due(90), alert: alert('triggered') }),
  ];
  assert.deepEqual(rows.sort(byNeed).map((each) => each.reference), ['urgent', 'another', 'one of many']);
});

test('what rings and is urgent stands above what is overdue, and loses that place once it is taken', () => {
  const rows = [
    row('overdue', { due: due(-40), alert: alert('triggered') }),
    row('today', { due: due(-7), priority: 'P1', alert: alert('triggered') }),
    row('taken', { due: due(1), priority: 'P0', alert: alert('acknowledged') }),
    row('now', { due: due(1), priority: 'P0', alert: alert('triggered') }),
    row('now, less time', { due: due(-1), priority: 'P0', alert: alert('triggered') }),
  ];
  assert.deepEqual(rows.sort(byNeed).map((each) => each.reference), ['now, less time', 'now', 'today', 'overdue', 'taken']);
});

test('a report that moved between two pages is listed once, as the later page had it', () => {
  const groups = grouped([row('A', { due: due(5) }), row('A', { due: due(50) }), row('B', { alert: alert('triggered') })]);
  assert.deepEqual(groups.map((each) => each.group), ['ringing', 'to_decide']);
  assert.equal(groups[1]?.rows[0]?.due?.at, iso(50));
});

test('addresses lead where they say, and back', () => {
  assert.deepEqual(routeOf('/staff'), { page: 'inbox' });
  assert.deepEqual(routeOf(to.inbox), { page: 'inbox' });
  assert.deepEqual(routeOf(to.screening('K7Q2-9MXD-4D')), { page: 'screening', reference: 'K7Q2-9MXD-4D' });
  assert.deepEqual(routeOf('/staff/reports/K7Q2-9MXD-4D/'), { page: 'report', reference: 'K7Q2-9MXD-4D' });
  assert.deepEqual([routeOf('/staff/duty/rotas'), routeOf('/staff/duty/rotas/new')], [{ page: 'rotas' }, { page: 'rota', id: 'new' }]);
  assert.deepEqual(routeOf(to.alert('a b')), { page: 'alert', id: 'a b' });
  for (const path of ['/staff/reports', '/staff/duty/x', '/staff/reports/A/print', '/staff/a/b/c/d']) assert.equal(routeOf(path).page, 'unknown');
  assert.equal(routeOf('/staff/reports/%E0%A4%A').page, 'report');
});

test('times are those of the deployment, wherever the device is', () => {
  assert.equal(timeOfDay(NOW, 'Asia/Shanghai'), '21:16');
  assert.equal(toWall(NOW, 'Asia/Shanghai'), '2026-11-23T21:16');
  assert.equal(fromWall('2026-11-23T21:16', 'Asia/Shanghai'), NOW);
  assert.equal(timeOfDay(NOW, 'Not/AZone'), '13:16');
  assert.ok(Number.isNaN(fromWall('', 'Asia/Shanghai')));
});

test('a wall time survives the change to summer time and back', () => {
  for (const wall of ['2026-03-29T01:30', '2026-03-29T03:30', '2026-10-25T04:00']) {
    assert.equal(toWall(fromWall(wall, 'Europe/Berlin'), 'Europe/Berlin'), wall);
  }
});

test('yesterday and tomorrow are counted in calendar days of the zone', () => {
  const lateEvening = Date.parse('2026-11-23T15:59:00Z');
  assert.equal(daysBetween(lateEvening, lateEvening + 2 * MINUTE, 'Asia/Shanghai'), 1);
  assert.equal(daysBetween(lateEvening, lateEvening - 86_400_000, 'Asia/Shanghai'), -1);
  assert.equal(daysBetween(lateEvening, lateEvening + 2 * MINUTE, 'UTC'), 0);
});

test('a date names the year only when it is another one', () => {
  assert.equal(dateOf(NOW, NOW, 'Asia/Shanghai', 'zh-CN'), '11月23日');
  assert.equal(dateOf(NOW, NOW, 'Asia/Shanghai', 'en'), '23 Nov');
  assert.match(dateOf(NOW - 400 * 86_400_000, NOW, 'Asia/Shanghai', 'en'), /2025/);
});

test('one number is called as it was meant, however it was typed; two, or one among words, are called by nobody', () => {
  assert.equal(telephoneOf('0571-8888 0000'), '057188880000');
  assert.equal(telephoneOf('（＋86）139 0000 0001'), '+8613900000001');
  for (const text of ['13900000001 13900000002', '0571-88880000 转 12', '问门卫', '12', '', null]) assert.equal(telephoneOf(text), null);
});
