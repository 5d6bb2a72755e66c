/** I take over a shift, or fill a gap. */
import { useState } from 'preact/hooks';
import { takeShift, withdrawOverride } from '../../data/board.ts';
import { ApiError } from '../../data/client.ts';
import { asked } from '../state/session.ts';
import { ActForm, HoursFields } from './ActForm.tsx';
import { useAttempt } from './attempt.ts';
import { beyondFaults, hoursBody, hoursFaults, type WallHours, wallWords } from './faults.ts';
import { Extent } from './Extent.tsx';
import { spanWords } from './say.ts';
import { type Slot, stretchOf } from './slots.ts';
import { did, reload } from './state.ts';
import { dutyWords } from './words.ts';

interface FormProps {
  team: string;
  slot: Slot;
  hours: WallHours;
  whole: WallHours | null;
  onClose(): void;
}

/** Somebody was faster, perhaps I myself in another window: the board behind the form shows it. */
function lookAgain(error: unknown): never {
  if (error instanceof ApiError && error.status === 409) void reload();
  throw error;
}

export function TakeForm({ team, slot, hours, whole, onClose }: FormProps) {
  const said = dutyWords();
  const [wall, setWall] = useState(hours);
  const of = useAttempt();
  const send = () =>
    of.attempt({ ...beyondFaults(wall, slot), ...hoursFaults(wall) }, async () => {
      const taken = await asked(takeShift({ team, ...hoursBody(wall, slot), instead_of: slot.who || null })).catch(lookAgain);
      const span = spanWords(stretchOf(taken));
      const undo = async () => {
        await asked(withdrawOverride(taken.id));
        await did(said.tookBack);
      };
      onClose();
      await did(taken.instead_of ? said.tookFrom(span, taken.instead_of.name) : said.took(span), { undo, at: taken });
    });
  return (
    <ActForm of={of} hint={slot.name ? said.takeFrom(slot.name, wallWords(wall)) : said.takeGap(wallWords(wall))} go={said.takeGo} going={said.taking} onSend={() => void send()} onClose={onClose}>
      <Extent part={hours} whole={whole} value={wall} onChange={setWall} />
      <HoursFields value={wall} onChange={setWall} faults={of.faults} />
    </ActForm>
  );
}
