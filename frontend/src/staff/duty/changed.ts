/** What differs from the rota, a plain line each. Pure. */
import type { Board, Override, Span } from '../../data/board.ts';

export interface Line {
  change: Override;
  /** In whose place: named by the change itself, or emptied for hours that it fills. */
  instead: string[];
  /** Nobody else is on in these hours: whoever is put there fills a gap, and does not come on top. */
  isAlone: boolean;
}

const edges = ({ starts_at: start, ends_at: end }: Span) => ({ start: Date.parse(start), end: end ? Date.parse(end) : Infinity });

function within(inner: Span, outer: Span): boolean {
  const [a, b] = [edges(inner), edges(outer)];
  return a.start >= b.start && a.end <= b.end;
}

function touch(one: Span, other: Span): boolean {
  const [a, b] = [edges(one), edges(other)];
  return a.start < b.end && b.start < a.end;
}

/** A place that was emptied and then filled is one line: that of who fills it. Taken back, the emptied place stands there again. */
export function linesOf({ overrides, shifts }: Pick<Board, 'overrides' | 'shifts'>): Line[] {
  const emptied = overrides.filter(({ person }) => !person);
  const fills = overrides.filter(({ person, instead_of: instead }) => person && !instead);
  const filled = (empty: Override) => fills.some((fill) => within(empty, fill));
  return overrides
    .filter((change) => change.person || !filled(change))
    .map((change) => {
      const id = change.person?.id;
      const places = id && !change.instead_of ? emptied.filter((empty) => within(empty, change)).map((empty) => empty.instead_of) : [change.instead_of];
      const instead = [...new Set(places.flatMap((place) => (place && place.id !== id ? [place.name] : [])))];
      return { change, instead, isAlone: !shifts.some((shift) => shift.person.id !== id && touch(shift, change)) };
    });
}
