import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rota } from '../src/data/rotas.ts';
import en from '../src/i18n/staff.rota.en.ts';
import staff from '../src/i18n/staff.en.ts';
import { bodyOf, draftOf, emptyDraft, isMissing, isReadable, lengthOf, midnightsIn, needsOf, nextRow, rowOf } from '../src/staff/rotas/draft.ts';
import { reasonsOf } from '../src/staff/rotas/faults.ts';
import { rotaWords } from '../src/staff/rotas/words.ts';
import { words } from '../src/staff/words.ts';

const BEGINS = '2026-11-24T08:00';
const empty = emptyDraft('Asia/Shanghai', BEGINS);

test('hours are what lies between two times of day, over midnight too', () => {
  for (const [begins, minutes, ends, midnights] of [
    ['08:00', 720, '20:00', 0],
    ['20:00', 720, '08:00', 1],
    ['08:00', 1440, '08:00', 1],
    ['00:00', 1440, '00:00', 0],
    ['18:00', 2 * 1440 + 60, '19:00', 2],
    ['12:00', 720, '00:00', 0],
  ] as const) {
    const made = rowOf({ weekday: 0, begins, minutes });
    assert.equal(made.ends, ends);
    assert.equal(lengthOf(made), minutes);
    assert.equal(midnightsIn(made), midnights, begins);
  }
});

test('the next row is the next day in the same hours with the same person, and the first asks who', () => {
  const first = nextRow([]);
  assert.equal(first.who, '');
  const second = nextRow([{ ...first, weekday: 6, begins: '20:00', who: 'a' }]);
  assert.deepEqual([second.weekday, second.begins, second.who], [0, '20:00', 'a']);
  assert.notEqual(second.key, first.key);
});

test('a rotation of nobody, without a name, for no time, is told at each field', () => {
  assert.deepEqual(needsOf({ ...empty, every: '0', begins: '' }), { '/name': 'name', '/begins': 'begins', '/every': 'every', '/people': 'people' });
  assert.deepEqual(needsOf({ ...empty, name: 'n', zone: ' ', seats: [{ key: 1, who: 'a' }] }), { '/zone': 'zone' });
});

test('a week needs a shift, and each shift its person and its times', () => {
  const week = { ...empty, name: 'n', kind: 'weekly' as const };
  assert.deepEqual(needsOf(week), { '/shifts': 'shifts' });
  assert.deepEqual(needsOf({ ...week, shifts: [{ ...nextRow([]), who: 'a' }, { ...nextRow([]), ends: '' }] }), { '/shifts/1/minutes': 'time', '/shifts/1/account': 'who' });
});

test('what is only missing can be read by the API, and what is wrong is told while it is typed', () => {
  assert.ok(isReadable(empty));
  assert.ok(isReadable({ ...empty, every: 'x' }));
  assert.equal(bodyOf({ ...empty, every: 'x' }, 't').every, 0);
  assert.ok(!isReadable({ ...empty, kind: 'weekly', shifts: [{ ...nextRow([]), ends: '' }] }));
  assert.ok(!isMissing({ ...empty, every: '0' }, 'every'));
  assert.ok(isMissing({ ...empty, every: ' ' }, 'every'));
  assert.ok(isMissing(empty, 'people'));
});

test('a reason names its row, and is told once', () => {
  rotaWords.put(en);
  words.put(staff);
  const overlap = en.fault['overlap'] ?? '';
  assert.deepEqual(reasonsOf({ '/shifts/1': overlap, '/zone': 'No zone.', '/people/0': 'No role.', '/people/2': 'No role.' }), [`Row 2: ${overlap}`, 'No zone.', 'No role.']);
});

test('a rota that is opened and saved untouched stays as it is', () => {
  const rota = {
    id: 'r', team: { id: 't', name: 'T' }, name: 'nights', kind: 'rotation', zone: 'Asia/Shanghai', begins: BEGINS, period: 'day', every: 2,
    people: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }, { id: 'a', name: 'A' }], windows: [{ weekday: 4, begins: '22:00', minutes: 3 * 1440 }], shifts: [], version: 3,
  } satisfies Rota;
  assert.deepEqual(bodyOf(draftOf(rota, ''), 't'), {
    team: 't', name: 'nights', kind: 'rotation', zone: 'Asia/Shanghai', begins: BEGINS, period: 'day', every: 2, people: ['a', 'b', 'a'], windows: rota.windows, shifts: [],
  });
  const weekly = { ...rota, kind: 'weekly', begins: null, period: null, every: null, people: [], windows: [], shifts: [{ weekday: 1, begins: '20:00', minutes: 600, person: { id: 'a', name: 'A' } }] } satisfies Rota;
  assert.deepEqual(bodyOf(draftOf(weekly, ''), 't').shifts, [{ weekday: 1, begins: '20:00', minutes: 600, account: 'a' }]);
});
