/** `POST /follow-up`: how a report goes, for whoever holds its receipt. */
import { post } from './client.ts';
import { writtenReceipt } from '../lib/receipt.ts';

export type Stage = 'received' | 'opened' | 'decided' | 'closed';
export const STAGES: readonly Stage[] = ['received', 'opened', 'decided', 'closed'];

export type Promised = 'opened' | 'decided';

/** Times by which something should have happened; null when no standard is set. */
export interface Expected {
  opened_by: string | null;
  decided_by: string | null;
}

export interface Message {
  text: string;
  at: string;
  mine?: boolean;
}

export interface FollowUp {
  reference: string;
  stage: Stage;
  history: { stage: Stage; at: string }[];
  expected: Expected | null;
  /** Promised for a time that has passed by the server's clock, and still not done. */
  overdue: readonly Promised[];
  messages: Message[];
}

/** `receipt` is normalised. Raises ApiError 404 when no report has it. */
export const followUp = (receipt: string) => post<FollowUp>('/follow-up', { receipt: writtenReceipt(receipt) });
