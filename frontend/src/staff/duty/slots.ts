/** Shifts and gaps as the views of a week draw them. Pure. */
import type { Board, Span } from '../../data/board.ts';
import type { Preview } from '../../data/rotas.ts';
import { onceEach, type Piece, type Stretch, wentOn } from './week.ts';

export interface Slot extends Stretch {
  /** Id of the person; empty for a gap. */
  who: string;
  name: string;
  mine: boolean;
  /** plan, rota, self; or gap. */
  source: string;
  /** Hours for which a swap request of theirs waits for an answer. */
  asked?: readonly Stretch[];
}

const instant = (text: string | null) => (text === null ? null : Date.parse(text));
export const stretchOf = ({ starts_at: start, ends_at: end }: Span): Stretch => ({ start: Date.parse(start), end: instant(end) });

const gapOf = (span: Span): Slot => ({ ...stretchOf(span), who: '', name: '', mine: false, source: 'gap' });

export function slotsOf(board: Board, now: number): Slot[] {
  const askedBy = (who: string) => board.swaps.filter((swap) => swap.asked_by.id === who).map(stretchOf);
  const slots = board.shifts.map((shift) => ({ ...stretchOf(shift), who: shift.person.id, name: shift.person.name, mine: shift.mine, source: shift.source, asked: askedBy(shift.person.id) }));
  return wentOn(onceEach(slots), now);
}

/** Whether some hours of a piece are asked to be taken over. */
export const isAsked = ({ of, from, to }: Piece<Slot>) => (of.asked ?? []).some(({ start, end }) => start < to && (end ?? Infinity) > from);

export const gapsOf = ({ gaps }: { gaps: readonly Span[] }): Slot[] => gaps.map(gapOf);

const slotOf = (turn: Preview['turns'][number]): Slot => ({ ...stretchOf(turn), who: turn.person.id, name: turn.person.name, mine: false, source: 'plan' });

/** `other`: what is said of a turn that comes from another rota of the team. */
export function previewSlots({ turns, others }: Preview, other: (name: string) => string): Slot[] {
  return [...turns.map(slotOf), ...others.map(slotOf).map((slot) => ({ ...slot, name: other(slot.name), source: 'other' }))];
}

export interface Row {
  who: string;
  name: string;
  mine: boolean;
  slots: Slot[];
}

/** One row a person: myself first, then by who is on first. */
export function rowsOf(slots: readonly Slot[]): Row[] {
  const rows = new Map<string, Row>();
  for (const slot of slots) {
    const row = rows.get(slot.who) ?? { who: slot.who, name: slot.name, mine: slot.mine, slots: [] };
    row.slots.push(slot);
    rows.set(slot.who, row);
  }
  return [...rows.values()].sort((a, b) => Number(b.mine) - Number(a.mine) || (a.slots[0]?.start ?? 0) - (b.slots[0]?.start ?? 0));
}

const DAY = 86_400_000;

interface Hours {
  start: number;
  end: number;
}

/**
 * The hours that somebody means by pressing a piece, from now on: one shift that is no longer than a day, or a gap, whole; of a
 * longer shift that day alone. `whole`: all of a longer one, which is somebody's to choose; null where there is no more.
 */
export function likelyHours({ of, from, to }: Piece<Slot>, now: number): { likely: Hours; whole: Hours | null } {
  const end = of.end ?? to;
  const whole = { start: Math.max(of.start, now), end };
  if (of.source === 'gap' || end - of.start <= DAY) return { likely: whole, whole: null };
  const likely = { start: Math.max(from, now), end: to };
  return { likely, whole: likely.start === whole.start && likely.end === whole.end ? null : whole };
}
