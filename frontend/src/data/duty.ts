/** `/duty`: who is on duty at this moment. */
import type { Person, Team } from './session.ts';
import { del, get, put, query } from './client.ts';

export interface OnDuty extends Person {
  /** true: a device of theirs was heard; false: none can be reached; null: not proven lately. */
  reachable: boolean | null;
  since: string | null;
}

export interface DutyNow {
  team: Team;
  on_duty: OnDuty[];
}

export const dutyNow = (place?: string) => get<DutyNow>(`/duty/now${query({ place })}`);
export const goOnDuty = () => put<DutyNow>('/duty/me');
export const goOffDuty = () => del<DutyNow>('/duty/me');
