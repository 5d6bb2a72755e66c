/** What my going off duty would leave without anybody, asked before I go. */
import { type Board, readBoard } from '../../data/board.ts';
import { present } from '../state/now.ts';
import { asked } from '../state/session.ts';
import type { Stretch } from './week.ts';

/** As far as gaps are warned of. */
const AHEAD = 14 * 86_400_000;

/** The next hours of a team, and its name. */
export interface Left extends Stretch {
  team: string;
}

/** The first hours that nobody else covers up to the end of my shift that runs; `end` null: nobody is planned after them. Pure. */
export function leftBy({ shifts }: Pick<Board, 'shifts'>, me: string, now: number): Stretch | null {
  const all = shifts.map((shift) => ({ start: Date.parse(shift.starts_at), end: shift.ends_at ? Date.parse(shift.ends_at) : Infinity, who: shift.person.id })).filter(({ end }) => end > now);
  const runs = all.filter(({ who, start }) => who === me && start <= now);
  const others = all.filter((shift) => !runs.includes(shift)).sort((a, b) => a.start - b.start);
  let covered = now;
  for (const { start, end } of others) if (start <= covered) covered = Math.max(covered, end);
  if (!runs.some(({ end }) => end > covered)) return null;
  return { start: covered, end: others.find(({ start }) => start > covered)?.start ?? null };
}

/** What I would leave in these teams. Raises what the server says, or that it says nothing. */
export async function learnLeft(teams: readonly string[], me: string): Promise<Left[]> {
  const at = present();
  const [from, to] = [at, at + AHEAD].map((each) => new Date(each).toISOString()) as [string, string];
  const boards = await Promise.all(teams.map((team) => asked(readBoard(team, from, to, new AbortController().signal))));
  return boards.flatMap((board) => {
    const left = leftBy(board, me, present());
    return left ? [{ ...left, team: board.team.name }] : [];
  });
}
