/** A rota as it is typed, what is missing in it, and what the API takes. Pure. */
import type { Period, Rota, RotaBody, Window } from '../../data/rotas.ts';

/** Hours of the week as two times of day; `days` more than one lie between them only where the API was given so. */
export interface Row {
  /** Stays with the row while others are added and taken out. */
  key: number;
  weekday: number;
  begins: string;
  ends: string;
  /** Whole days on top of what lies between the two times. */
  days: number;
  /** Id of the person; unused for the hours of a rotation. */
  who: string;
}

/** A place in the order; somebody may hold more than one. */
export interface Seat {
  key: number;
  who: string;
}

export interface Draft {
  name: string;
  kind: 'rotation' | 'weekly';
  zone: string;
  begins: string;
  period: Period;
  every: string;
  seats: readonly Seat[];
  windows: readonly Row[];
  shifts: readonly Row[];
}

const DAY = 1440;
let last = 0;
export const newKey = () => ++last;

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Equal times are a whole day. */
export const lengthOf = ({ begins, ends, days }: Row) => ((minutesOf(ends) - minutesOf(begins) + DAY) % DAY || DAY) + days * DAY;

/** How many midnights lie between the two times. */
export const midnightsIn = (row: Row) => Math.ceil((minutesOf(row.begins) + lengthOf(row)) / DAY) - 1;

export function rowOf({ weekday, begins, minutes }: Window, who = ''): Row {
  const days = Math.ceil(minutes / DAY) - 1;
  return { key: newKey(), weekday, begins, ends: timeOf((minutesOf(begins) + minutes) % DAY), days, who };
}

/** The day after the last row, in the same hours with the same person: most weeks are typed so. Who is in the first is asked. */
export const nextRow = (rows: readonly Row[]): Row => {
  const before = rows.at(-1);
  return before ? { ...before, key: newKey(), weekday: (before.weekday + 1) % 7 } : { key: newKey(), weekday: 0, begins: '08:00', ends: '20:00', days: 0, who: '' };
};

export const emptyDraft = (zone: string, begins: string): Draft => ({ name: '', kind: 'rotation', zone, begins, period: 'week', every: '1', seats: [], windows: [], shifts: [] });

export function draftOf(rota: Rota, begins: string): Draft {
  return {
    name: rota.name,
    kind: rota.kind === 'weekly' ? 'weekly' : 'rotation',
    zone: rota.zone,
    begins: rota.begins ?? begins,
    period: (rota.period as Period | null) ?? 'week',
    every: String(rota.every ?? 1),
    seats: rota.people.map(({ id }) => ({ key: newKey(), who: id })),
    windows: rota.windows.map((window) => rowOf(window)),
    shifts: rota.shifts.map((shift) => rowOf(shift, shift.person.id)),
  };
}

const windowOf = (row: Row): Window => ({ weekday: row.weekday, begins: row.begins, minutes: lengthOf(row) });

export function bodyOf(draft: Draft, team: string): RotaBody {
  const { name, kind, zone } = draft;
  const head = { team, name: name.trim(), kind, zone: zone.trim() };
  if (kind === 'weekly') return { ...head, people: [], windows: [], shifts: draft.shifts.map((row) => ({ ...windowOf(row), account: row.who })) };
  const turns = { begins: draft.begins, period: draft.period, every: /^\d+$/.test(draft.every.trim()) ? Number(draft.every) : 0, people: draft.seats.map(({ who }) => who) };
  return { ...head, ...turns, windows: draft.windows.map(windowOf), shifts: [] };
}

/** What is wrong, by JSON pointer; the values name the words. */
export type Need = 'name' | 'zone' | 'begins' | 'every' | 'people' | 'shifts' | 'time' | 'who';

const isTime = (text: string) => /^\d\d:\d\d$/.test(text);

function rowNeeds(rows: readonly Row[], base: string, isOfPeople: boolean): [string, Need][] {
  return rows.flatMap((row, number): [string, Need][] => [
    ...(isTime(row.begins) ? [] : [[`${base}/${number}/begins`, 'time'] as [string, Need]]),
    ...(isTime(row.ends) ? [] : [[`${base}/${number}/minutes`, 'time'] as [string, Need]]),
    ...(isOfPeople && !row.who ? [[`${base}/${number}/account`, 'who'] as [string, Need]] : []),
  ]);
}

/** What is merely not there yet; the rest is wrong, and told while it is typed. */
export const isMissing = (draft: Draft, need: Need) => need !== 'every' || !draft.every.trim();

/** Whether the API can read it: what is wrong with it otherwise, the API says. */
export const isReadable = (draft: Draft) => !Object.values(needsOf(draft)).includes('time');

export function needsOf(draft: Draft): Record<string, Need> {
  const every = Number(draft.every);
  const checks: [boolean, string, Need][] = [
    [!draft.name.trim(), '/name', 'name'],
    [!draft.zone.trim(), '/zone', 'zone'],
  ];
  const turns: [boolean, string, Need][] = [
    [!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(draft.begins), '/begins', 'begins'],
    [!/^\d+$/.test(draft.every.trim()) || every < 1 || every > 366, '/every', 'every'],
    [!draft.seats.length, '/people', 'people'],
  ];
  const week: [boolean, string, Need][] = [[!draft.shifts.length, '/shifts', 'shifts']];
  const isWeekly = draft.kind === 'weekly';
  const found = [...checks, ...(isWeekly ? week : turns)].filter(([isWrong]) => isWrong).map(([, pointer, need]): [string, Need] => [pointer, need]);
  return Object.fromEntries([...found, ...rowNeeds(isWeekly ? draft.shifts : draft.windows, isWeekly ? '/shifts' : '/windows', isWeekly)]);
}
