/** `/alerts`: what is calling for somebody. An alert knows a subject and an urgency, never a word of the case. */
import type { Person, Team } from './session.ts';
import type { Priority } from './practice.ts';
import { call, put, query } from './client.ts';

export type AlertState = 'triggered' | 'acknowledged' | 'closed';

export interface Alert {
  id: string;
  /** The reference of the report, or another subject. */
  subject: string;
  urgency: Priority;
  state: AlertState;
  team: Team;
  raised_at: string;
  /** When the next person is called; null when the alert is closed. */
  next_at: string | null;
  acknowledged_by: Person | null;
  acknowledged_at: string | null;
  /** Taken from a notification only; rings again unless the report is opened. */
  provisional: boolean;
}

export interface Acknowledgement {
  alert: string;
  acknowledged_by: Person;
  acknowledged_at: string;
  by_me: boolean;
}

/** The whole answer, since its Date header tells how far this device's clock is off. */
export const listAlerts = (state?: AlertState) => call<{ items: Alert[] }>('GET', `/alerts${query({ state })}`);

/** Idempotent; the first one wins and is named in the answer. */
export const acknowledge = (id: string) => put<Acknowledgement>(`/alerts/${encodeURIComponent(id)}/acknowledgement`);
