/** What an answer that was refused means to whoever gave it. Pure. */
import type { Alert, Saw } from '../../data/alerts.ts';
import { ApiError } from '../../data/client.ts';

export type News = 'changed' | 'closed' | 'not_held' | 'not_yours' | 'not_supervisor' | 'not_them' | 'gone';

const BY_CODE: Record<string, News> = {
  alert_changed: 'changed',
  alert_closed: 'closed',
  not_acknowledged: 'not_held',
  not_in_your_hands: 'not_yours',
  not_noted_by_you: 'changed',
  supervisor_required: 'not_supervisor',
};

/** Null for what is no news about the alert but a failure. */
export function newsOf(error: unknown): News | null {
  if (!(error instanceof ApiError)) return null;
  if (error.errors.some(({ pointer }) => pointer === '/for')) return 'not_them';
  return BY_CODE[error.code] ?? (error.status === 404 ? 'gone' : null);
}

/** What is sent along, so that nobody answers what they have not seen. */
export const sawOf = ({ urgency, round }: Alert): Saw => ({ urgency, round });
