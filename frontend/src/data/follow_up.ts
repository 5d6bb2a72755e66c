/** `POST /follow-up`: how a report goes, for whoever holds its receipt. */
import { post } from './client.ts';
import { writtenReceipt } from '../lib/receipt.ts';

export type Stage = 'received' | 'opened' | 'decided' | 'closed';
/** What may have happened, in its order by nature. `in_hand` is told only while somebody has it. */
export type Happened = Stage | 'in_hand' | 'passed_on' | 'result_told';

export type Promised = 'opened' | 'decided' | 'result_told';

/** Times by which something should have happened; null when no standard is set. */
export interface Expected {
  opened_by: string | null;
  decided_by: string | null;
  /** Known once it is decided. */
  result_by?: string | null;
}

export interface Message {
  text: string;
  at: string;
  mine: boolean;
  /** A result tells what became of the report. */
  kind: 'message' | 'result';
}

export interface FollowUp {
  reference: string;
  stage: Stage;
  history: { stage: Happened; at: string }[];
  expected: Expected | null;
  /** Promised for a time that has passed by the server's clock, and still not done. */
  overdue: readonly Promised[];
  messages: Message[];
}

/** `receipt` is normalised. Raises ApiError 404 when no report has it. */
export const followUp = (receipt: string) => post<FollowUp>('/follow-up', { receipt: writtenReceipt(receipt) });
