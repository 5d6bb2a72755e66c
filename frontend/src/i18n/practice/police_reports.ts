/** Written by tools/types from backend/nightlamp/practice/data. Change it there. */

export type PoliceAnswer = 'work_must' | 'police_must' | 'guardian_must' | 'work_should' | 'anyone_serious' | 'anyone_may';

/** Of each role: the answer when a circumstance fits, and when none does. */
export const POLICE_REPORTS: Record<string, readonly [PoliceAnswer, PoliceAnswer]> = {
  teacher: ['work_must', 'work_should'],
  out_of_school: ['work_must', 'work_should'],
  nursery: ['work_must', 'work_should'],
  doctor: ['work_must', 'work_should'],
  mental_health: ['work_must', 'work_should'],
  police: ['police_must', 'work_should'],
  procurator_or_court: ['work_must', 'work_should'],
  child_director: ['work_must', 'work_should'],
  child_supervisor: ['work_must', 'work_should'],
  village_committee: ['work_must', 'work_should'],
  social_worker: ['work_must', 'work_should'],
  rescue_agency: ['work_must', 'work_should'],
  hotline_operator: ['anyone_serious', 'anyone_may'],
  hotel: ['work_must', 'work_should'],
  neighbour: ['anyone_serious', 'anyone_may'],
  relative: ['anyone_serious', 'anyone_may'],
  parent: ['guardian_must', 'anyone_may'],
  child: ['anyone_serious', 'anyone_may'],
  other_public: ['anyone_serious', 'anyone_may'],
  not_stated: ['anyone_serious', 'anyone_may'],
};

/** In these answers the law makes them report. */
export const MUST: ReadonlySet<PoliceAnswer> = new Set<PoliceAnswer>(['work_must', 'police_must', 'guardian_must']);
