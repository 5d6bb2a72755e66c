/** `/hearing/board`: who of a team can be reached at this moment, and by what. */
import { get, query } from './client.ts';
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

/** `reachable`, `working`: true proven, false not to be reached, null not proven yet. */
export type HearingBoard = Schemas['HearingBoardOut'];
export type Listener = Schemas['ListenerOut'];
export type Way = Schemas['WayOut'];

/** Without a team: the first of my own. */
export const readHearingBoard = (team?: string, signal?: AbortSignal) => get<HearingBoard>(`/hearing/board${query({ team })}`, signal ? { signal } : {});
