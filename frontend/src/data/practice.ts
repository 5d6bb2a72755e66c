/** `GET /practice`: the versioned content of the work: concerns, roles, questions, dispositions, standards. Public. */
import type { Multilingual } from '../i18n/index.ts';
import { get } from './client.ts';

export type Priority = 'P0' | 'P1' | 'P2' | 'P3' | 'P4';
export type Step = 'opened' | 'decided' | 'agency_told' | 'child_seen';
export type Track = 'harm' | 'risk';
export type DispositionGroup = 'accept' | 'refer' | 'no_further_action';

export interface Term {
  code: string;
  label: Multilingual;
}

export interface Disposition extends Term {
  group: DispositionGroup;
  tracks: Track[];
  supervisor_only: boolean;
  /** Brings somebody to the child's family. */
  contacts_family: boolean;
}

/** A ready text to a reporter. `groups`: the dispositions that a result fits; none is any. */
export interface Reply {
  code: string;
  kind: 'message' | 'result';
  groups: DispositionGroup[];
  for_child: boolean;
  text: Multilingual;
}

export interface Standard {
  step: Step;
  priority: Priority;
  /** Set in one of the two; both null: no standard. */
  seconds: number | null;
  working_days: number | null;
}

export interface Practice {
  version: string;
  languages: string[];
  concerns: (Term & { hint?: Multilingual })[];
  circumstances: (Term & { source?: string })[];
  roles: (Term & { professional: boolean; mandated: boolean; institution?: string | null })[];
  questions: (Term & { raises_to: Priority })[];
  about: Term[];
  priorities: (Term & { meaning?: Multilingual })[];
  tracks: (Term & { meaning?: Multilingual })[];
  dispositions: Disposition[];
  standards: Standard[];
  replies: Reply[];
  indicators: Record<string, Term[]>;
}

export const PRIORITIES: readonly Priority[] = ['P0', 'P1', 'P2', 'P3', 'P4'];
export const STEPS: readonly Step[] = ['opened', 'decided', 'agency_told', 'child_seen'];

export const fetchPractice = () => get<Practice>('/practice');
