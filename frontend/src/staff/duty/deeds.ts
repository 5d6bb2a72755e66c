/** What somebody can do with a shift or a gap of the board. Pure; the API decides in the end. */
import type { Slot } from './slots.ts';

export type Deed = 'take' | 'swap' | 'override';
/** Words for why nothing can be done. */
export type Why = 'isPast' | 'isOwnSelf' | 'isSelf' | 'isHand' | 'notMember';

export interface Viewer {
  /** Belongs to the team, and goes on duty at all. */
  isMember: boolean;
  mayPlan: boolean;
}

/** Only what a rota planned can be taken, swapped or overridden; what somebody began, they end themselves. */
export function deedsOn(slot: Slot, { isMember, mayPlan }: Viewer, now: number): Deed[] | Why {
  if (slot.end !== null && slot.end <= now) return 'isPast';
  if (slot.source === 'self') return slot.mine ? 'isOwnSelf' : 'isSelf';
  if (slot.source === 'rota') return 'isHand';
  const own: Deed[] = isMember ? [slot.mine ? 'swap' : 'take'] : [];
  const deeds: Deed[] = mayPlan ? [...own, 'override'] : own;
  return deeds.length ? deeds : 'notMember';
}
