/** What happened to a report, in words. */
import type { ReportEvent } from '../data/reports.ts';
import { me } from './state/session.ts';
import { words } from './words.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The person an event is about: who did it, or who was called. */
function personOf({ by, detail }: ReportEvent): string {
  if (by) return by.id === me.value?.id ? words().you : by.name;
  const called = detail['to'] ?? detail['account'] ?? detail['person'];
  if (typeof called === 'object' && called !== null) return text((called as { name?: unknown }).name);
  return text(detail['name']);
}

/** A kind that this version does not know yet is shown as it is, never left out. */
export function eventWords(event: ReportEvent): string {
  const milestone = text(event.detail['step'] ?? event.detail['milestone']).replace('-', '_');
  const say = words().event[event.kind];
  return say ? say(personOf(event), words().milestoneSaid[milestone] ?? milestone) : event.kind;
}
