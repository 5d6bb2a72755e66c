/** `/hotline`: what a caller says, filed by who answers the telephone. The same key again is the same report. */
import { post } from './client.ts';

export interface Filed {
  reference: string;
  received_at: string;
  expected: { opened_by: string | null; decided_by: string | null };
}

const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } });

/** Raises ApiError 422 with pointers. */
export const fileCall = (body: unknown, key: string) => post<Filed>('/hotline/reports', body, keyed(key));
/** Raises ApiError 404 while no report has this receipt. A repeat is known by its content. */
export const addToCall = (body: unknown) => post<unknown>('/hotline/additions', body);
