/** What may be decided, and what is still missing. Pure; the server has the last word. */
import type { Disposition, DispositionGroup, Priority, Track } from '../data/practice.ts';

export interface Choice {
  track: Track | null;
  priority: Priority;
  disposition: string | null;
  reason: string;
  familyContact?: boolean;
}

export type Missing = 'track' | 'disposition' | 'reason_lower' | 'reason_end' | 'reason_family' | 'family' | 'supervisor';

/** P0 is the most urgent, so lowering means a larger figure. */
export const isLowered = (from: Priority, to: Priority) => to > from;

/** Lowering from P0 or P1 is for supervisors; further down a reason is enough. */
export const needsSupervisor = (from: Priority, to: Priority) => isLowered(from, to) && (from === 'P0' || from === 'P1');

/** A reason is owed for lowering, and for ending without help. Raising is free. */
export function reasonOwed(from: Priority, choice: Choice, group: DispositionGroup | undefined): 'reason_lower' | 'reason_end' | null {
  if (isLowered(from, choice.priority)) return 'reason_lower';
  return group === 'no_further_action' ? 'reason_end' : null;
}

/** A child's own report never leads to a guardian by itself: what brings somebody there is decided apart, with a reason. */
export const asksAboutFamily = (isByChild: boolean, chosen: Pick<Disposition, 'contacts_family'> | undefined): boolean => isByChild && Boolean(chosen?.contacts_family);

/** What is missing of that. */
export function missingOfFamily(choice: Choice): Missing[] {
  if (!choice.familyContact) return ['family'];
  return choice.reason.trim() ? [] : ['reason_family'];
}

/** Everything that stands in the way, in the order of the form. */
export function missingIn(from: Priority, choice: Choice, group: DispositionGroup | undefined, mayLower: boolean): Missing[] {
  const owed = reasonOwed(from, choice, group);
  const found: (Missing | null | false)[] = [
    choice.track === null && 'track',
    needsSupervisor(from, choice.priority) && !mayLower && 'supervisor',
    choice.disposition === null && 'disposition',
    owed && !choice.reason.trim() && owed,
  ];
  return found.filter((each): each is Missing => Boolean(each));
}

const GROUPS: readonly DispositionGroup[] = ['accept', 'refer', 'no_further_action'];

/** The dispositions of a track by group, groups without any left out. */
export function dispositionsFor(track: Track, all: readonly Disposition[]): { group: DispositionGroup; items: Disposition[] }[] {
  const fitting = all.filter((each) => each.tracks.includes(track));
  return GROUPS.map((group) => ({ group, items: fitting.filter((each) => each.group === group) })).filter((each) => each.items.length);
}
