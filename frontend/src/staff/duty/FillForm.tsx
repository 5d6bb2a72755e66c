/** A planner fills a gap: its hours stand there, only somebody has to be chosen. */
import { useState } from 'preact/hooks';
import { addOverride, type Board, withdrawOverride } from '../../data/board.ts';
import { SelectField } from '../parts/SelectField.tsx';
import { asked, may } from '../state/session.ts';
import { ActForm, HoursFields } from './ActForm.tsx';
import { useAttempt } from './attempt.ts';
import { beyondFaults, faultAt, hoursBody, hoursFaults, type WallHours } from './faults.ts';
import { spanWords } from './say.ts';
import { type Slot, stretchOf } from './slots.ts';
import { did } from './state.ts';
import { dutyWords } from './words.ts';

interface FormProps {
  board: Board;
  gap: Slot;
  hours: WallHours;
  onClose(): void;
}

export function FillForm({ board, gap, hours, onClose }: FormProps) {
  const said = dutyWords();
  const [wall, setWall] = useState(hours);
  const [who, setWho] = useState('');
  const of = useAttempt();
  const send = () =>
    of.attempt({ ...(who ? {} : { '/account': said.need.who }), ...beyondFaults(wall, gap), ...hoursFaults(wall) }, async () => {
      const made = await asked(addOverride({ team: board.team.id, ...hoursBody(wall, gap), account: who, instead_of: null }));
      const undo = async () => {
        await asked(withdrawOverride(made.id));
        await did(said.emptied);
      };
      onClose();
      // An administrator plans and is never on duty; taking back is for those who are.
      await did(said.overrode(spanWords(stretchOf(made)), made.person?.name ?? null), { at: made, ...(may('duty:write') ? { undo } : {}) });
    });
  return (
    <ActForm of={of} hint={said.fillHint} go={said.fillGo} going={said.overriding} onSend={() => void send()} onClose={onClose}>
      <SelectField
        id="fill-who"
        label={said.overrideWho}
        error={faultAt(of.faults, '/account')}
        value={who}
        options={[{ value: '', label: said.choose }, ...board.people.map(({ id, name }) => ({ value: id, label: name }))]}
        onPick={setWho}
      />
      <HoursFields value={wall} onChange={setWall} faults={of.faults} />
    </ActForm>
  );
}
