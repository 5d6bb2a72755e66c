/** What happened to a report, as a story: in words, and without saying the same thing twice in a row. */
import type { ReportEvent } from '../data/reports.ts';
import { PRIORITIES, type Step } from '../data/practice.ts';
import { me } from './state/session.ts';
import { words } from './words.ts';

export interface Told {
  at: string;
  text: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Deciding is told by the decision itself. */
const REPEATED_ELSEWHERE = (event: ReportEvent) => event.kind === 'milestone_reported' && event.detail['step'] === 'decided';

/** What an event is about besides the person: a milestone, or an urgency. */
function objectOf({ detail }: ReportEvent): string {
  const step = text(detail['step'] ?? detail['milestone']).replace('-', '_');
  if (step) return words().milestoneSaid[step] ?? words().step[step as Step] ?? '';
  const priority = PRIORITIES.find((each) => each === (detail['after'] ?? detail['priority'] ?? detail['to']));
  return priority ? words().priority[priority] : '';
}

/** A kind that this version does not know yet is told without its code, never left out. */
export function eventWords(event: ReportEvent): string {
  const { kind, by, detail } = event;
  const who = by ? (by.id === me.value?.id ? words().you : by.name) : '';
  if (kind === 'milestone_reported' && detail['step'] === 'opened') return words().opened(who);
  const telling: Partial<ReturnType<typeof words>['event']> = words().event; // A newer server may know more kinds.
  return telling[kind]?.(who, objectOf(event), Number(detail['people'] ?? 0)) ?? words().eventOther;
}

export function storyOf(events: readonly ReportEvent[]): Told[] {
  const told: Told[] = [];
  for (const event of events) {
    const line = { at: event.at, text: eventWords(event) };
    if (!REPEATED_ELSEWHERE(event) && told[told.length - 1]?.text !== line.text) told.push(line);
  }
  return told;
}
