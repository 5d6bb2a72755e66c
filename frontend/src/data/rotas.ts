/** `/rotas`: how teams fill their hours. Changing needs the version that was read, so nobody overwrites another planner. */
import { call, get, post, query } from './client.ts';
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

export type Period = 'hour' | 'day' | 'week' | 'month';
export type Rota = Schemas['RotaOut'];
export type RotaBody = Schemas['RotaIn'];
export type Window = Schemas['WindowIn'];
export type WeeklyShift = Schemas['WeeklyShiftIn'];
export type Preview = Schemas['PreviewOut'];

const at = (id: string) => `/rotas/${encodeURIComponent(id)}`;
const ifStill = (version: number) => ({ 'If-Match': `"${version}"` });

export const listRotas = async (team: string | undefined) => (await get<{ items: Rota[] }>(`/rotas${query({ team })}`)).items;
export const readRota = (id: string) => get<Rota>(at(id));
export const makeRota = (body: RotaBody) => post<Rota>('/rotas', body);
/** Raises ApiError 412 when somebody else has changed it since `version`. */
export const changeRota = async (id: string, version: number, body: RotaBody) => (await call<Rota>('PUT', at(id), { body, headers: ifStill(version) })).body;
export const endRota = async (id: string, version: number) => void (await call<void>('DELETE', at(id), { headers: ifStill(version) }));
/** Four weeks from now, judged together with the team's other rotas; `rota` is the one that it takes the place of. Nothing is stored. */
export const previewRota = (body: RotaBody & { rota: string | null }, signal: AbortSignal) => post<Preview>('/rotas/preview', body, { signal });
/** What ending it now would leave uncovered in the next four weeks. */
export const endingOf = async (id: string, signal: AbortSignal) => (await get<Schemas['RotaEndingOut']>(`${at(id)}/ending`, { signal })).gaps;
