/** `/duty/teams`, `/duty/shifts` and what people do with shifts: override, take, swap, and read them in a calendar. */
import { del, get, post, put, query } from './client.ts';
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

export type Span = Schemas['SpanOut'];
export type Board = Schemas['BoardOut'];
/** `source`: plan, rota (put there by hand) or self (begun by the person). `ends_at` null: until somebody ends it. */
export type Shift = Schemas['ShiftOut'];
export type Override = Schemas['OverrideOut'];
export type Swap = Schemas['SwapOut'];
/** `gaps` counts the stretches of the next 14 days that nobody covers. */
export type DutyTeam = Schemas['DutyTeamOut'];
/** `url` only in the answer to its making. */
export type Feed = Schemas['FeedOut'];

export interface Hours {
  starts_at: string;
  ends_at: string;
}

const one = (kind: string, id: string) => `/duty/${kind}/${encodeURIComponent(id)}`;

export const listDutyTeams = async () => (await get<{ items: DutyTeam[] }>('/duty/teams')).items;

/** At most five weeks. Without a team: the first of my own. */
export const readBoard = (team: string | undefined, from: string, to: string, signal: AbortSignal) =>
  get<Board>(`/duty/shifts${query({ team, from, to })}`, { signal });

/** `account` null: nobody; `instead_of` null: beside whoever is on. */
export const addOverride = (body: Hours & { team: string; account: string | null; instead_of: string | null }) => post<Override>('/duty/overrides', body);
export const withdrawOverride = (id: string) => del<void>(one('overrides', id));

/** `instead_of`: whose shift it is, null for a gap; the hours must lie within it. */
export const takeShift = (body: Hours & { team: string; instead_of: string | null }) => post<Override>('/duty/takes', body);

/** `asked_of` null: anybody of the team. */
export const askForSwap = (body: Hours & { team: string; asked_of: string | null; gives_back: Hours | null }) => post<Swap>('/duty/swaps', body);
/** A planner who says yes for somebody names them. */
export const answerSwap = (id: string, accept: boolean, account?: string) =>
  put<Swap>(`${one('swaps', id)}/answer`, { accept, ...(account ? { account } : {}) });
/** Undo my own answer, within ten minutes and before the hours begin. Raises ApiError 409 `swap_answer_stands`. */
export const undoAnswer = (id: string) => del<Swap>(`${one('swaps', id)}/answer`);
export const withdrawSwap = (id: string) => del<void>(one('swaps', id));

export const listFeeds = async () => (await get<{ items: Feed[] }>('/duty/feeds')).items;
/** `team` null: my own shifts. The address before it ends. */
export const makeFeed = (team: string | null) => post<Feed>('/duty/feeds', { team });
export const revokeFeed = (id: string) => del<void>(one('feeds', id));
