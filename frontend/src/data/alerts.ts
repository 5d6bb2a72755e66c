/** `/alerts`: what is calling for somebody. An alert knows a subject and an urgency, never a word of the case. */
import type { Priority } from './practice.ts';
import { call, put, query } from './client.ts';
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

export type AlertState = Schemas['AlertOut']['state'];

/**
 * `subject` is the reference of the report, or something else. `next_at` is when the next person is called.
 * `provisional`: taken from a notification only; it rings again unless the report is opened.
 */
export type Alert = Schemas['AlertOut'] & { urgency: Priority };
export type Acknowledgement = Schemas['AcknowledgementOut'];

/** The whole answer, since its Date header tells how far this device's clock is off. */
export const listAlerts = (state?: AlertState) => call<{ items: Alert[] }>('GET', `/alerts${query({ state })}`);

/** Idempotent; the first one wins and is named in the answer. */
export const acknowledge = (id: string) => put<Acknowledgement>(`/alerts/${encodeURIComponent(id)}/acknowledgement`);
