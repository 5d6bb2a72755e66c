/** What was pressed on the board, and what can be done with it: a choice where there are two ways, else the form at once. */
import { useState } from 'preact/hooks';
import type { Board } from '../../data/board.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { zone } from '../state/content.ts';
import { present } from '../state/now.ts';
import { may, me } from '../state/session.ts';
import { toWall } from '../zone.ts';
import { type Deed, deedsOn } from './deeds.ts';
import type { WallHours } from './faults.ts';
import { FillForm } from './FillForm.tsx';
import { OverrideForm } from './OverrideForm.tsx';
import { spanWords } from './say.ts';
import { likelyHours, type Slot } from './slots.ts';
import { SwapForm } from './SwapForm.tsx';
import { TakeForm } from './TakeForm.tsx';
import type { Piece } from './week.ts';
import { dutyWords } from './words.ts';

export const isMemberOf = (board: Board) => may('duty:write') && board.people.some(({ id }) => id === me.value?.id);

const wallOf = ({ start, end }: { start: number; end: number }): WallHours => ({ from: toWall(start, zone()), until: toWall(end, zone()) });

/** What was pressed, and what of the shift can be meant beside it. */
function likelyWall(piece: Piece<Slot>): { hours: WallHours; whole: WallHours | null } {
  const { likely, whole } = likelyHours(piece, present());
  return { hours: wallOf(likely), whole: whole && wallOf(whole) };
}

interface DialogProps {
  board: Board;
  piece: Piece<Slot>;
  onClose(): void;
}

function titleOf(deed: Deed | undefined, isGap: boolean): string {
  const said = dutyWords();
  if (deed === 'take') return said.takeTitle;
  if (deed === 'swap') return said.swapTitle;
  if (deed === 'override') return isGap ? said.fillIt : said.overrideTitle;
  return isGap ? said.nobody : said.whole;
}

export function DeedDialog({ board, piece, onClose }: DialogProps) {
  const said = dutyWords();
  const slot = piece.of;
  const [found] = useState(() => deedsOn(slot, { isMember: isMemberOf(board), mayPlan: board.may_plan }, present()));
  const deeds = Array.isArray(found) ? found : [];
  const [deed, setDeed] = useState(deeds.length === 1 ? deeds[0] : undefined);
  const [{ hours, whole }] = useState(() => likelyWall(piece));
  const isGap = slot.source === 'gap';
  const words: Record<Deed, string> = { take: said.takeIt, swap: said.swapIt, override: isGap ? said.fillIt : said.overrideIt };
  return (
    <Dialog title={titleOf(deed, isGap)} onClose={onClose}>
      {(!deed || ((deed !== 'override' || isGap) && !whole)) && (
        <p>
          {slot.name && <b>{slot.name} · </b>}
          <span class="num">{spanWords(slot)}</span>
        </p>
      )}
      {typeof found === 'string' && <p class="dim">{said[found]}</p>}
      {deed === 'take' && <TakeForm team={board.team.id} slot={slot} hours={hours} whole={whole} onClose={onClose} />}
      {deed === 'swap' && <SwapForm board={board} hours={hours} whole={whole} onClose={onClose} />}
      {deed === 'override' && isGap && <FillForm board={board} gap={slot} hours={hours} onClose={onClose} />}
      {deed === 'override' && !isGap && <OverrideForm board={board} insteadOf={slot.who} hours={hours} whole={whole} onClose={onClose} />}
      {!deed && (
        <div class="flow">
          {deeds.map((each) => (
            <button key={each} type="button" class="btn line" onClick={() => setDeed(each)}>
              {words[each]}
            </button>
          ))}
          <button type="button" class="btn line" onClick={onClose}>
            {said.close}
          </button>
        </div>
      )}
    </Dialog>
  );
}
