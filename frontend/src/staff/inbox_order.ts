/** How the inbox is grouped and ordered. Pure. */
import type { Row } from '../data/reports.ts';

/** In the order in which they stand on the screen. */
export const GROUPS = ['ringing', 'to_decide', 'waiting', 'in_hand', 'closed'] as const;
export type Group = (typeof GROUPS)[number];

/** A ringing alert comes first whatever else is true; after the decision a running clock separates waiting from in hand. */
export function groupOf(row: Pick<Row, 'state' | 'alert' | 'due'>): Group {
  if (row.state === 'closed') return 'closed';
  if (row.alert?.state === 'triggered') return 'ringing';
  if (row.state !== 'decided') return 'to_decide';
  return row.due ? 'waiting' : 'in_hand';
}

/** Nobody has it yet, and a child may be waiting now or today: such a row stands above any other, overdue or not. */
const URGENT = ['P0', 'P1'];
const pressing = (row: Row) => (groupOf(row) === 'ringing' && URGENT.includes(row.priority) ? URGENT.indexOf(row.priority) : URGENT.length);

/** Ringing and urgent first; many from one source last; the least time left, without a clock last; the more urgent; the older. */
export function byNeed(a: Row, b: Row): number {
  return pressing(a) - pressing(b) || Number(a.unverified) - Number(b.unverified) || byTimeLeft(a, b);
}

function byTimeLeft(a: Row, b: Row): number {
  const ends = [a, b].map((row) => (row.due?.at ? Date.parse(row.due.at) : Number.POSITIVE_INFINITY)) as [number, number];
  if (ends[0] !== ends[1]) return ends[0] - ends[1];
  return a.priority.localeCompare(b.priority) || Date.parse(a.received_at) - Date.parse(b.received_at);
}

/** Only groups that hold something, each in order. A report that two pages brought is kept once, as the later page had it. */
export function grouped(rows: readonly Row[]): { group: Group; rows: Row[] }[] {
  const once = [...new Map(rows.map((row) => [row.reference, row])).values()].sort(byNeed);
  return GROUPS.map((group) => ({ group, rows: once.filter((row) => groupOf(row) === group) })).filter((each) => each.rows.length);
}

/** Whoever acknowledged the alert has it; nobody yet is null. */
export const heldBy = (row: Pick<Row, 'alert'>) => row.alert?.acknowledged_by ?? null;
