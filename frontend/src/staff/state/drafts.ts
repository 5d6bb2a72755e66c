/** Half-written decisions, one a report. Only in memory: they outlive polls, errors and a new sign-in, never the page. */
import { type Signal, signal } from '@preact/signals';
import type { Priority, Track } from '../../data/practice.ts';
import type { Report, Screening } from '../../data/reports.ts';
import { isHeld } from './router.ts';
import { onForget } from './session.ts';

export interface Draft {
  track: Track | null;
  priority: Priority;
  disposition: string | null;
  reason: string;
  familyContact: boolean;
  /** Somebody has changed something in it. */
  touched: boolean;
}

const drafts = new Map<string, Signal<Draft>>();

/** The draft for this report; begun from what is on record when there is none. */
export function draftOf(report: Report, decided: Screening | undefined): Signal<Draft> {
  const found = drafts.get(report.reference) ?? signal(begin(report, decided));
  drafts.set(report.reference, found);
  return found;
}

/** A new decision starts from the last one, but for its reason: that is owed anew. */
function begin({ track, priority }: Report, decided: Screening | undefined): Draft {
  return { track: decided?.track ?? track, priority, disposition: decided?.disposition ?? null, reason: '', familyContact: false, touched: false };
}

/** A draft that nobody has touched follows the report; a touched one is left as it was written. */
export function followReport(report: Report, decided: Screening | undefined): void {
  const found = drafts.get(report.reference);
  if (found && !found.peek().touched) found.value = begin(report, decided);
}

export const dropDraft = (reference: string) => void drafts.delete(reference);
export const isHalfWritten = (reference: string) => drafts.get(reference)?.peek().touched ?? false;
/** Other pages on which something may stand half written: each says whether it does. */
export const alsoHalfWritten: (() => boolean)[] = [];
/** How many calls were filed and are not sent yet, in this window only: they outlive a sign-out, but not the window. */
export const callsWaiting = signal(0);
export const anyHalfWritten = () => [...drafts.values()].some((draft) => draft.peek().touched) || alsoHalfWritten.some((is) => is());

/** A reason or a note that stands in an open dialog. */
const isWriting = () => [...document.querySelectorAll<HTMLInputElement>('dialog textarea, dialog input[type=text]')].some((field) => field.value.trim());

/** Closing the window would lose what is half written or not sent, so the browser asks first. */
export function guardDrafts(): void {
  addEventListener('beforeunload', (event) => {
    if (!anyHalfWritten() && !callsWaiting.peek() && !isHeld() && !isWriting()) return;
    event.preventDefault();
    event.returnValue = true; // What browsers before 2023 look at.
  });
}

onForget(() => drafts.clear());
