/** `/duty`: who is on duty at this moment. */
import { del, get, put, query } from './client.ts';
import type { components } from './schema.d.ts';

/** `reachable`: true when a device of theirs is proven, false when none can be reached, null when not proven lately. */
export type OnDuty = components['schemas']['OnDutyOut'];
export type DutyNow = components['schemas']['DutyOut'];

/** The team that answers for a place; without one, my own. */
export const dutyNow = (place?: string) => get<DutyNow>(`/duty/now${query({ place })}`);
/** For supervisors: every team below. `more`: not all of them fit. */
export const dutyBelow = () => get<components['schemas']['TeamsBelowOut']>('/duty/below');
export const goOnDuty = () => put<DutyNow>('/duty/me');
export const goOffDuty = () => del<DutyNow>('/duty/me');
