/** `/own-reports`: what a named professional has filed and follows. As much as the receipt shows. */
import { del, get, post } from './client.ts';
import type { FollowUp, Promised, Stage } from './follow_up.ts';

export interface OwnRow {
  reference: string;
  received_at: string;
  stage: Stage;
  overdue: readonly Promised[];
  entrance: string | null;
  /** Answers that were not seen yet. */
  unread: number;
}

export type OwnReport = FollowUp & Pick<OwnRow, 'received_at' | 'entrance'>;

const at = (reference: string) => `/own-reports/${encodeURIComponent(reference)}`;

export const listOwn = async () => (await get<{ items: OwnRow[] }>('/own-reports')).items;
/** Raises ApiError 404 `receipt_unknown`. */
export const keepOwn = (receipt: string) => post<OwnReport>('/own-reports', { receipt });
export const readOwn = (reference: string) => get<OwnReport>(at(reference));
export const letGo = (reference: string) => del<void>(at(reference));
/** `key` makes a repeat after a lost answer harmless. */
export const writeOwn = (reference: string, text: string, key: string) => post<unknown>(`${at(reference)}/messages`, { text }, { headers: { 'Idempotency-Key': key } });
