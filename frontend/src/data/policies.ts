/** `/escalation-policies`: how alerts climb in a team. Changing needs the version that was read, so nobody overwrites another planner. */
import { call, get, post, query } from './client.ts';
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

export type Policies = Schemas['PoliciesOut'];
export type Policy = Schemas['PolicyOut'];
export type PolicyStep = Schemas['StepOut'];
export type PolicyBody = Omit<Schemas['PolicyIn'], 'confirmed'>;
export type Whom = PolicyStep['who'][number];
export type PolicyPreview = Schemas['PolicyPreviewOut'];
export type Rung = Schemas['RungOut'];
/** With `steps` null: as it stands. */
export type PolicyPreviewBody = Schemas['PolicyPreviewIn'];

const at = (team: string, urgency: string) => `/escalation-policies/${encodeURIComponent(team)}/${urgency}`;
const ifStill = (version: number) => ({ 'If-Match': `"${version}"` });

/** Without a team: the first of my own. */
export const listPolicies = (team: string | undefined, signal?: AbortSignal) => get<Policies>(`/escalation-policies${query({ team })}`, signal && { signal });
/** Raises ApiError 412 when somebody else has changed it since `version`, 409 `confirmation_needed` without `confirmed` where that is asked for. */
export const setPolicy = async (team: string, { urgency, version }: Pick<Policy, 'urgency' | 'version'>, body: PolicyBody, confirmed = false) =>
  (await call<Policy>('PUT', at(team, urgency), { body: { ...body, confirmed }, headers: ifStill(version) })).body;
/** Back to the default. */
export const endPolicy = async (team: string, { urgency, version }: Pick<Policy, 'urgency' | 'version'>) =>
  (await call<Policy>('DELETE', at(team, urgency), { headers: ifStill(version) })).body;
/** Who would be called when, if nobody answered. Nothing is stored. */
export const previewPolicy = (body: PolicyPreviewBody, signal: AbortSignal) => post<PolicyPreview>('/escalation-policies/preview', body, { signal });
