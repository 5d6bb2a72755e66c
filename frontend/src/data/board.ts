/** `/duty/teams` and `/duty/shifts`: whose board I may see, and what stands on it. */
import { get, query } from './client.ts';
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

export type Span = Schemas['SpanOut'];
export type Board = Schemas['BoardOut'];
/** `source`: plan, rota (put there by hand) or self (begun by the person). `ends_at` null: until somebody ends it. */
export type Shift = Schemas['ShiftOut'];
/** `gaps` counts the stretches of the next 14 days that nobody covers. */
export type DutyTeam = Schemas['DutyTeamOut'];

export const listDutyTeams = async () => (await get<{ items: DutyTeam[] }>('/duty/teams')).items;

/** At most five weeks. Without a team: the first of my own. */
export const readBoard = (team: string | undefined, from: string, to: string, signal: AbortSignal) =>
  get<Board>(`/duty/shifts${query({ team, from, to })}`, { signal });
