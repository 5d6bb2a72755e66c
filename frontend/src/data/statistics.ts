/** `/statistics`: how long each step took. Durations are seconds, shares are 0 to 1. */
import type { Priority, Step } from './practice.ts';
import { get, query } from './client.ts';

export interface StepTimes {
  step: Step;
  priority: Priority | 'all';
  /** Reports that have completed the step in the period. */
  n: number;
  p50_seconds: number | null;
  p90_seconds: number | null;
  share_within_standard: number | null;
  standard_seconds: number | null;
  oldest_waiting_seconds: number | null;
  /** Reports that wait for the step now. */
  waiting: number;
}

export interface NamedPlace {
  code: string;
  name: string;
}

export interface ResponseTimes {
  place: NamedPlace & { path_name: string };
  from: string;
  to: string;
  steps: StepTimes[];
  /** Tests and spam, as a person decided; they count in no step. */
  set_aside: number;
  children: { place: NamedPlace; steps: StepTimes[]; set_aside: number }[];
}

export interface Period {
  /** Calendar days, `YYYY-MM-DD`; both are included. */
  from: string;
  to: string;
}

export const responseTimes = (place: string | undefined, period: Period, signal?: AbortSignal) =>
  get<ResponseTimes>(`/statistics/response-times${query({ place, ...period })}`, signal ? { signal } : {});
