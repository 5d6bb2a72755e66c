/** `/entrances`: institutions' own ways to report. */
import { del, get, post } from './client.ts';
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

/** What an entrance fills in; its code stands on a poster and is no secret. */
export type Door = Schemas['DoorOut'];
export type Entrance = Schemas['EntranceOut'];

const at = (code: string) => `/entrances/${encodeURIComponent(code)}`;

/** Raises ApiError 404 `entrance_unknown` when it was ended. */
export const doorOf = (code: string) => get<Door>(at(code));
export const listEntrances = async () => (await get<{ items: Entrance[] }>('/entrances')).items;
export const makeEntrance = (body: { name: string; role: string; place: string }) => post<Entrance>('/entrances', body);
export const endEntrance = (code: string) => del<void>(at(code));
