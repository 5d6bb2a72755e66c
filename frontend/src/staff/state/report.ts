/** The one report that is open. Dropped when it is left: nothing of a case lingers in a store. */
import { signal } from '@preact/signals';
import { type Answer, ApiError } from '../../data/client.ts';
import { type Decision, decide, markMessagesRead, type Milestone, readReport, recuse, type Report, reportMilestone, type Screening, screeningsOf, type ThreadMessage, undoMilestone, writeMessage } from '../../data/reports.ts';
import { dropDraft, followReport } from './drafts.ts';
import { dropRow, refresh, rows } from './inbox.ts';
import { present } from './now.ts';
import { asked, type Failure, failureOf, onForget } from './session.ts';

interface Open {
  reference: string;
  report: Report | null;
  /** The newest first. Kept apart from the report, as the API does. */
  decisions: Screening[];
  /** Sent back with a decision, so that nobody decides about something they have not seen. */
  etag: string | null;
  failure: Failure | null;
  readAt: number;
  /** It changed while it was open, and the new content has not been looked at yet. */
  changed: boolean;
}

export const open = signal<Open | null>(null);

/** Fetch the report unless it is already open. */
export async function openReport(reference: string): Promise<void> {
  if (open.peek()?.reference === reference && open.peek()?.report) return;
  open.value = { reference, report: null, decisions: [], etag: null, failure: null, readAt: 0, changed: false };
  await fetchReport(reference);
}

export async function fetchReport(reference: string): Promise<void> {
  try {
    const { body, headers } = await asked(readReport(reference));
    const decisions = await decisionsOn(body);
    const before = open.peek();
    if (before?.reference !== reference) return;
    const changed = before.report !== null && before.report.version !== body.version;
    open.value = { reference, report: body, decisions, etag: headers.get('ETag'), failure: null, readAt: present(), changed };
    followReport(body, decisions[0]);
  } catch (error) {
    const before = open.peek();
    if (before?.reference === reference) open.value = { ...before, failure: failureOf(error) };
  }
}

const decisionsOn = (report: Report): Promise<Screening[]> =>
  report.state === 'decided' || report.state === 'closed' ? asked(screeningsOf(report.reference)) : Promise.resolve([]);

/** What was noted last on the report that is open, so that a slip can be taken back at once. */
export const justNoted = signal<{ reference: string; step: NotedStep } | null>(null);

type NotedStep = 'agency_told' | 'child_seen';
const milestoneOf = (step: NotedStep) => step.replace('_', '-') as Milestone;

export function closeReport(): void {
  open.value = null;
  justNoted.value = null;
}

/** For a report that the inbox on the screen does not list. */
const READ_AGAIN_MS = 60_000;

/** Reading a report is itself on record, so it is read again only when its row in the inbox shows another version. */
export async function followOpenReport(): Promise<void> {
  const current = open.peek();
  if (!current) return;
  if (current.failure === 'unreachable') return fetchReport(current.reference);
  const row = rows.peek()?.find((each) => each.reference === current.reference);
  const isStale = row ? row.version !== current.report?.version : present() - current.readAt > READ_AGAIN_MS;
  if (current.report && isStale) await fetchReport(current.reference);
}

/** The answer to an own change is no news to whoever made it. */
async function put(work: Promise<Answer<Report>>): Promise<void> {
  const { body: report, headers } = await asked(work);
  const before = open.peek();
  // A decision is made once it is answered; its list failing to load must not look like a refusal.
  const decisions = await decisionsOn(report).catch(() => before?.decisions ?? []);
  if (before?.reference === report.reference) open.value = { ...before, report, decisions, etag: headers.get('ETag'), failure: null, readAt: present(), changed: false };
  followReport(report, decisions[0]);
  void refresh();
}

export async function sendDecision(reference: string, decision: Decision): Promise<void> {
  await put(decide(reference, decision, open.peek()?.etag ?? null));
  dropDraft(reference);
}

export async function sendMilestone(reference: string, step: NotedStep, at: string, note: string): Promise<void> {
  await put(reportMilestone(reference, milestoneOf(step), { at, note }));
  justNoted.value = { reference, step };
}

export async function takeBackMilestone(reference: string, step: NotedStep): Promise<void> {
  await put(undoMilestone(reference, milestoneOf(step)));
  justNoted.value = null;
}

/** What is noted already has to be taken back first; done before, by an attempt that broke off, is good enough. */
export async function correctMilestone(reference: string, step: NotedStep, at: string, note: string): Promise<void> {
  try {
    await takeBackMilestone(reference, step);
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'not_reached')) throw error;
  }
  await sendMilestone(reference, step, at, note);
}

export const writeToReporter = (reference: string, text: string, kind: ThreadMessage['kind'], key: string) => put(writeMessage(reference, text, kind, key));
export const noteMessagesRead = (reference: string, seen: number) => put(markMessagesRead(reference, seen));

/** Told by another way than the thread, e.g. by telephone. */
export const noteResultTold = (reference: string, note: string) => put(reportMilestone(reference, 'result-told', { at: new Date(present()).toISOString(), note }));
export const takeBackResult = (reference: string) => put(undoMilestone(reference, 'result-told'));

export async function stepAside(reference: string, reason: string): Promise<void> {
  await asked(recuse(reference, reason));
  dropDraft(reference);
  dropRow(reference);
  closeReport();
}

onForget(closeReport);
