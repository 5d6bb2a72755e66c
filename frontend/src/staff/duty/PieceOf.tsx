/** One piece of a shift, or of a gap, on one day: its hours, and a strip that shows where in the day they lie. */
import type { ComponentChildren } from 'preact';
import { now } from '../state/now.ts';
import { zone } from '../state/content.ts';
import { dayWords, momentWords } from './say.ts';
import { isAsked, type Slot } from './slots.ts';
import { type Day, FAR, hoursOf, type Piece, shareOf } from './week.ts';
import { dutyWords } from './words.ts';

export type Pick = (piece: Piece<Slot>) => void;

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;

function Strip({ piece, day }: { piece: Piece<Slot>; day: Day }) {
  const { left, width } = shareOf(piece, day);
  return (
    <svg class="strip" aria-hidden="true">
      <rect class="track" width="100%" height="100%" />
      <rect x={percent(left)} width={percent(width)} height="100%" />
    </svg>
  );
}

interface PieceProps {
  piece: Piece<Slot>;
  day: Day;
  /** Where it is first seen, it says when a long one ends. */
  isFirst: boolean;
  onPick?: Pick | undefined;
  /** The name, where no heading of the row says it. */
  children?: ComponentChildren;
}

export function PieceOf({ piece, day, isFirst, onPick, children }: PieceProps) {
  const said = dutyWords();
  const { of } = piece;
  const hours = hoursOf(piece, day, zone());
  const isLong = isFirst && of.end !== null && of.end - now.value < FAR && !piece.ends && (hours.kind === 'day' || hours.kind === 'from');
  const at = now.value;
  const isOn = of.source !== 'gap' && piece.from <= at && at < piece.to;
  const look = ['piece', of.source === 'gap' && 'gap', of.mine && 'mine', isOn && 'on', piece.to <= at && 'past'].filter(Boolean).join(' ');
  const content = (
    <>
      {children ?? <span class="vh">{of.source === 'gap' ? said.nobody : of.name} </span>}
      {onPick && <span class="vh"> {dayWords(day.day)} </span>}
      <span class="num">
        {said.hours(hours)}
        {isOn && <b class="on-now"> {said.now}</b>}
        {isAsked(piece) && <small class="ends asked">{said.asked}</small>}
        {isLong && <small class="ends">{said.ends(momentWords(of.end ?? 0))}</small>}
        {of.mine && <span class="vh"> {said.mine}</span>}
        {piece.to <= at && <span class="vh"> {said.over}</span>}
      </span>
      <Strip piece={piece} day={day} />
    </>
  );
  if (!onPick) return <div class={look}>{content}</div>;
  return (
    <button type="button" class={look} onClick={() => onPick(piece)}>
      {content}
    </button>
  );
}
