/** `/alerts`: what is calling for somebody. An alert knows a subject and an urgency, never a word of the case. */
import type { Priority } from './practice.ts';
import { call, del, get, post, put, query } from './client.ts';
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

/** What somebody had before their eyes when they answered. */
export type Saw = Schemas['SawIn'];
export type ComingCall = Schemas['ComingCallOut'];
export type History = Schemas['HistoryOut'];
export type Delivery = Schemas['DeliveryOut'];
/** A rung that was called, or everybody again (`step` null), with those whom it could not tell. */
export type HistoryCall = Schemas['HistoryCallOut'];

const at = (id: string) => `/alerts/${encodeURIComponent(id)}`;

/**
 * Idempotent; the first one wins and is named in the answer. With `saw`: 409 `alert_changed` when it has changed
 * since. `person`: a supervisor puts it into somebody's hands.
 */
export const acknowledge = (id: string, saw?: Saw, person?: string) =>
  put<Acknowledgement>(`${at(id)}/acknowledgement`, saw || person ? { ...(saw ? { saw } : {}), ...(person ? { for: person } : {}) } : undefined);

/** A supervisor takes back what they noted in somebody's name: it rings anew. Raises ApiError 409 `not_acknowledged`, 403 `not_noted_by_you`. */
export const undoAcknowledgement = (id: string) => del<Alert>(`${at(id)}/acknowledgement`);

/** Who handed it back last, and why. Raises ApiError 404 `not_handed_back` once somebody has taken it. */
export const handBackOf = (id: string) => get<Schemas['HandBackOut']>(`${at(id)}/hand-back`);

/** Raises ApiError 409 `not_acknowledged`, 403 `not_in_your_hands`. */
export const handBack = (id: string, reason: string) => post<Alert>(`${at(id)}/hand-back`, { reason });

/** Whom it would call if I handed it back; `team` null: nobody else can be reached. Raises ApiError as `handBack` does. */
export const callAfterHandBack = (id: string) => get<ComingCall>(`${at(id)}/hand-back/preview`);

/** Whom an escalation would call; nobody is called by asking. */
export const comingCall = (id: string) => get<ComingCall>(`${at(id)}/escalation`);
export const escalate = (id: string, reason: string) => post<Alert>(`${at(id)}/escalation`, { reason: reason || null });

/** For supervisors: who was told by what, and what came of it, oldest first. */
export const deliveriesOf = (id: string, cursor?: string) => get<History>(`${at(id)}/deliveries${query({ cursor })}`);
