/** What the board of who can hear us shows: one team. Asked again with everything else while the page stands. */
import { signal } from '@preact/signals';
import { type HearingBoard, readHearingBoard } from '../../data/hearing_board.ts';
import { to } from '../routes.ts';
import { present } from '../state/now.ts';
import { onPoll } from '../state/poll.ts';
import { route, search } from '../state/router.ts';
import { asked, type Failure, failureOf, onForget } from '../state/session.ts';

/** `team` as it was asked for: undefined for the first of my own. */
export const shown = signal<{ team: string | undefined; board: HearingBoard; readAt: number } | null>(null);
export const failure = signal<Failure | null>(null);

export const wantedFrom = (parameters: URLSearchParams) => parameters.get('team') ?? undefined;
export const addressOf = (team: string) => `${to.hearing}?${new URLSearchParams({ team })}`;

let asking: AbortController | undefined;

/** An answer about a team that was left meanwhile is dropped. */
export async function load(team: string | undefined): Promise<void> {
  asking?.abort();
  const mine = (asking = new AbortController());
  try {
    const board = await asked(readHearingBoard(team, mine.signal));
    if (mine.signal.aborted) return;
    shown.value = { team, board, readAt: present() };
    failure.value = null;
  } catch (error) {
    if (!mine.signal.aborted) failure.value = failureOf(error);
  }
}

onPoll(async () => {
  if (route.peek().page === 'hearing' && shown.peek()) await load(wantedFrom(search.peek()));
});

onForget(() => {
  asking?.abort();
  shown.value = null;
  failure.value = null;
});
