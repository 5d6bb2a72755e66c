/** `/reports` as staff see them. Reporters file through the sealed outbox, not through here. */
import type { AlertState } from './alerts.ts';
import { type Answer, call, get, post, put, query } from './client.ts';
import type { Priority, Step, Track } from './practice.ts';
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

export type ReportState = Schemas['RowOut']['state'];
export type Milestone = 'agency-told' | 'child-seen' | 'result-told';

/** The clock that runs now, between `began_at` and `at`. `at` is null when no standard is set for the step. */
export type Due = Schemas['DueOut'] & { step: Step };
export type RowAlert = Schemas['ReportAlertOut'] & { state: AlertState };

/** What the description leaves open because it is data: codes of the practice. */
interface Coded {
  priority: Priority;
  first_priority: Priority;
  track: Track | null;
  due: Due | null;
  alert: RowAlert | null;
}

/** `excerpt` is the first sentence, 80 characters at most; empty when the report was spoken. */
export type Row = Schemas['RowOut'] & Coded;

/** These come sealed from the reporter: any field may be missing. */
export interface Child {
  name?: string | null;
  age?: number | null;
  sex?: string | null;
  school?: string | null;
  phone?: string | null;
  note?: string | null;
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

export type Stage = Schemas['StageOut'] & { step: 'received' | Step };
export type ReportEvent = Schemas['EventOut'];
/** "decides": it set the priority; "open": still to be answered. */
export type PriorityReason = Schemas['ReasonOut'] & { answer: 'yes' | 'unknown' | 'no'; effect: 'decides' | 'open' };

export type Report = Omit<Schemas['ReportOut'], 'children' | 'pin' | 'reporter' | 'danger_now' | 'stages' | 'priority_reasons'> &
  Coded & {
    danger_now: 'yes' | 'no' | 'unknown' | null;
    children: Child[];
    pin: Pin | null;
    reporter: Omit<Schemas['ReporterOut'], 'safe_contact'> & { safe_contact: SafeContact | null };
    stages: Stage[];
    priority_reasons: PriorityReason[];
  };

export interface Decision {
  track: Track;
  priority: Priority;
  disposition: string;
  reason: string;
  /** Decided: the family of a child who reports for themself may be contacted. */
  family_contact?: boolean;
}

export type Screening = Schemas['ScreeningOut'] & { track: Track; priority: Priority; priority_before: Priority };

export interface Identity {
  name: string | null;
  phone: string | null;
  safe_contact: SafeContact | null;
}

export interface ReportFilter {
  state?: ReportState | undefined;
  priority?: Priority | undefined;
  /** Only those whose reporter waits for a word. */
  unanswered?: 'true' | undefined;
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

/** What was decided, the newest first; none: not yet. */
export const screeningsOf = async (reference: string) => (await get<{ items: Screening[] }>(`${at(reference)}/screening`)).items;

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

export type ThreadMessage = Schemas['MessageOut'] & { kind: 'message' | 'result' };
export type Finding = Schemas['FindingOut'];

/** `key` makes a repeat after a lost answer harmless. Raises ApiError 409 `no_receipt`, `not_decided`. */
export const writeMessage = (reference: string, text: string, kind: ThreadMessage['kind'], key: string): Promise<Answer<Report>> =>
  call('POST', `${at(reference)}/messages`, { body: { text, kind }, headers: { 'Idempotency-Key': key } });

/** The first `seen` messages were before a person's eyes. */
export const markMessagesRead = (reference: string, seen: number): Promise<Answer<Report>> => call('PUT', `${at(reference)}/messages/read`, { body: { seen } });

/** What in words for a family or an agency could reveal the reporter. The words are not kept. */
export const checkWords = async (reference: string, text: string) => (await post<{ items: Finding[] }>(`${at(reference)}/word-check`, { text })).items;
