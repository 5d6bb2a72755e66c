/** `/duty`: who is on duty at this moment. */
import { del, get, put, query } from './client.ts';
import type { components } from './schema.d.ts';

/** `reachable`: true when a device of theirs is proven, false when none can be reached, null when not proven lately. */
export type OnDuty = components['schemas']['OnDutyOut'];
export type DutyNow = components['schemas']['DutyOut'];
export type TeamBelow = components['schemas']['TeamBelowOut'];
export type MyShifts = components['schemas']['MyShiftsOut'];
export type MyShift = components['schemas']['MyShiftOut'];

/** A team, or the one that answers for a place; without either, my own. */
export const dutyNow = (of: { team?: string; place?: string | undefined } = {}) => get<DutyNow>(`/duty/now${query(of)}`);
/** Of the next 14 days, in all my teams; what goes on without a break is one. */
export const myShifts = () => get<MyShifts>('/duty/me/shifts');
/** For supervisors: every team below, those that nobody hears first. `more`: not all of them fit. */
export const dutyBelow = () => get<components['schemas']['TeamsBelowOut']>('/duty/below');
export const goOnDuty = () => put<DutyNow>('/duty/me');
export const goOffDuty = () => del<DutyNow>('/duty/me');
