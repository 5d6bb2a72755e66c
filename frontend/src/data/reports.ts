/** `/reports` as staff see them. Reporters file through the sealed outbox, not through here. */
import type { AlertState } from './alerts.ts';
import { type Answer, call, get, post, put, query } from './client.ts';
import type { Priority, Step, Track } from './practice.ts';
import type { Person, Team } from './session.ts';

export type ReportState = 'new' | 'opened' | 'decided' | 'closed';
export type Milestone = 'agency-told' | 'child-seen';

/** The clock that runs now. `from` and `at` are its ends; `standard_seconds` may be working time. */
export interface Due {
  step: Step;
  at: string;
  from: string;
  standard_seconds: number | null;
  overdue: boolean;
}

export interface RowAlert {
  id: string;
  state: AlertState;
  acknowledged_by: Person | null;
  acknowledged_at: string | null;
  provisional: boolean;
}

interface Summary {
  reference: string;
  state: ReportState;
  priority: Priority;
  first_priority: Priority;
  track: Track | null;
  received_at: string;
  team: Team;
  place: { code: string; name: string; path_name: string } | null;
  role: string | null;
  concerns: string[];
  due: Due | null;
  alert: RowAlert | null;
  version: number;
}

export interface Row extends Summary {
  /** The first sentence, 80 characters at most; empty when the report was spoken. */
  excerpt: string;
}

export interface Child {
  name?: string | null;
  age?: number | null;
  sex?: string | null;
  school?: string | null;
  phone?: string | null;
  [other: string]: unknown;
}

export interface Pin {
  lat: number;
  lon: number;
  accuracy_m?: number | null;
  datum?: string | null;
  of?: string | null;
}

export interface SafeContact {
  ok?: string | null;
  when?: string | null;
  say_who?: boolean | null;
}

export interface Stage {
  step: 'received' | Step;
  at: string | null;
  by: Person | null;
  due_at: string | null;
  standard_seconds: number | null;
  note: string | null;
}

export interface ReportEvent {
  kind: string;
  at: string;
  by: Person | null;
  detail: Record<string, unknown>;
}

export interface PriorityReason {
  question: string;
  answer: 'yes' | 'unknown' | 'no';
  /** "decides" set the priority; "open" is a question still to be answered. */
  effect: 'decides' | 'open';
  derived: boolean;
}

export interface Report extends Summary {
  language: string;
  channel: string;
  claimed_at: string | null;
  flags: string[];
  what: string;
  what_by: string | null;
  danger_now: 'yes' | 'no' | 'unknown';
  about: string[];
  circumstances: string[];
  answers: Record<string, string>;
  place_detail: { code: string; name: string; path_name: string; detail: string | null } | null;
  pin: Pin | null;
  children: Child[];
  adults: Record<string, unknown>[];
  reporter: {
    role: string | null;
    mode: string | null;
    has_identity: boolean;
    institution: string | null;
    safe_contact: SafeContact | null;
    share_identity: string | null;
  };
  unparsed: unknown;
  priority_reasons: PriorityReason[];
  practice_version: string;
  screening: Screening | null;
  stages: Stage[];
  events: ReportEvent[];
  additions: { received_at: string; fields: Record<string, unknown> }[];
  may: {
    acknowledge: boolean;
    screen: boolean;
    lower_priority: boolean;
    disclose: boolean;
    recuse: boolean;
    report_milestone: boolean;
  };
}

export interface Decision {
  track: Track;
  priority: Priority;
  disposition: string;
  reason: string;
}

export interface Screening extends Decision {
  by: Person;
  at: string;
}

export interface Identity {
  name: string | null;
  phone: string | null;
  safe_contact: SafeContact | null;
}

export interface ReportFilter {
  state?: ReportState | undefined;
  priority?: Priority | undefined;
  place?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

const at = (reference: string) => `/reports/${encodeURIComponent(reference)}`;

/** Ordered by time left. Without a state: everything that is not closed. */
export const listReports = (filter: ReportFilter) =>
  get<{ items: Row[]; next_cursor: string | null }>(`/reports${query({ ...filter })}`);

/** Reading one counts as opening it. The ETag header names the version that was read. */
export const readReport = (reference: string): Promise<Answer<Report>> => call<Report>('GET', at(reference));

/** Each answers with the report as it now is, and its new ETag. `etag`: refuse with 412 when it has changed since it was read. */
export const decide = (reference: string, decision: Decision, etag: string | null): Promise<Answer<Report>> =>
  call('PUT', `${at(reference)}/screening`, { body: decision, headers: etag ? { 'If-Match': etag } : {} });

export const reportMilestone = (reference: string, milestone: Milestone, body: { at: string; note: string }): Promise<Answer<Report>> =>
  call('PUT', `${at(reference)}/milestones/${milestone}`, { body });
export const undoMilestone = (reference: string, milestone: Milestone): Promise<Answer<Report>> =>
  call('DELETE', `${at(reference)}/milestones/${milestone}`);

/** Afterwards the report is no longer there for this person. */
export const recuse = (reference: string, reason: string) => put<void>(`${at(reference)}/recusal`, { reason });

/** Shows who reported. Leaves a line in the audit. */
export const discloseReporter = (reference: string, reason: string) =>
  post<Identity>(`${at(reference)}/reporter-disclosure`, { reason });
