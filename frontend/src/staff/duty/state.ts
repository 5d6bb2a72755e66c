/** What the shift board shows: one team, seven days. Asked again with everything else while the page stands. */
import { signal } from '@preact/signals';
import { type Board, type DutyTeam, listDutyTeams, readBoard, type Span } from '../../data/board.ts';
import { to } from '../routes.ts';
import { zone } from '../state/content.ts';
import { changes, refreshDuty } from '../state/duty.ts';
import { learnShifts } from '../state/shifts.ts';
import { present } from '../state/now.ts';
import { onPoll } from '../state/poll.ts';
import { go, route, search } from '../state/router.ts';
import { asked, type Failure, failureOf, onForget } from '../state/session.ts';
import { dayOf } from '../zone.ts';
import { beginningOf, daysLater, isDay } from './week.ts';

export const DAYS_SHOWN = 7;

export interface Wanted {
  /** Without one: the first of my own. */
  team: string | undefined;
  /** The first of the seven days. */
  from: string;
}

/** What was done last, said above the board until the next thing is done. */
export interface Done {
  text: string;
  undo?: () => Promise<void>;
}

export const teams = signal<DutyTeam[] | null>(null);
export const shown = signal<{ wanted: Wanted; board: Board } | null>(null);
export const failure = signal<Failure | null>(null);
export const seenAt = signal(0);
export const done = signal<Done | null>(null);

export const today = () => dayOf(present(), zone());

export function wantedFrom(parameters: URLSearchParams): Wanted {
  const from = parameters.get('from');
  return { team: parameters.get('team') ?? undefined, from: isDay(from) ? from : today() };
}

export function addressOf({ team, from }: Wanted): string {
  const parameters = new URLSearchParams({ ...(team ? { team } : {}), ...(from === today() ? {} : { from }) });
  const text = parameters.toString();
  return text ? `${to.duty}?${text}` : to.duty;
}

const isoOf = (day: string) => new Date(beginningOf(day, zone())).toISOString();
let asking: AbortController | undefined;

/** An answer about a team or week that was left meanwhile is dropped. */
export async function load(wanted: Wanted): Promise<void> {
  asking?.abort();
  const mine = (asking = new AbortController());
  try {
    const [board, seen] = await Promise.all([
      asked(readBoard(wanted.team, isoOf(wanted.from), isoOf(daysLater(wanted.from, DAYS_SHOWN)), mine.signal)),
      asked(listDutyTeams()),
    ]);
    if (mine.signal.aborted) return;
    shown.value = { wanted, board };
    teams.value = seen;
    failure.value = null;
    seenAt.value = present();
  } catch (error) {
    if (!mine.signal.aborted) failure.value = failureOf(error);
  }
}

export const reload = () => load(wantedFrom(search.peek()));

// Whoever goes on or off duty above the board looks at it to see what that changed.
changes.subscribe((count) => {
  if (count && shown.peek()) void reload();
});

/** To the week in which something was changed, where it is not in sight; tells whether it went there. */
function turnTo({ starts_at: starts, ends_at: ends }: Span): boolean {
  const wanted = wantedFrom(search.peek());
  const [first, last] = [dayOf(Date.parse(starts), zone()), dayOf(Date.parse(ends ?? starts) - 1, zone())];
  const isInSight = first < daysLater(wanted.from, DAYS_SHOWN) && last >= wanted.from;
  if (route.peek().page !== 'duty' || isInSight) return false;
  go(addressOf({ ...wanted, from: first }));
  return true;
}

/** Something was done: say so, and show what has become of the board and of who is on duty now. `at`: which hours it changed. */
export async function did(text: string, { undo, at }: { undo?: () => Promise<void>; at?: Span } = {}): Promise<void> {
  const what = undo ? { text, undo } : { text };
  const turned = at !== undefined && turnTo(at);
  done.value = what;
  await Promise.all([reload(), refreshDuty(), learnShifts()]);
  // The week that was left took the word with it.
  if (turned) done.value = what;
}

onPoll(async () => {
  if (route.peek().page === 'duty' && shown.peek()) await reload();
});

onForget(() => {
  asking?.abort();
  teams.value = null;
  shown.value = null;
  failure.value = null;
  done.value = null;
});
