/** A planner puts somebody on duty for some hours, in somebody's place or beside them, or leaves a place empty. */
import { useState } from 'preact/hooks';
import { addOverride, type Board, withdrawOverride } from '../../data/board.ts';
import { SelectField } from '../parts/SelectField.tsx';
import { asked, may } from '../state/session.ts';
import { ActForm, HoursFields } from './ActForm.tsx';
import { useAttempt } from './attempt.ts';
import { Extent } from './Extent.tsx';
import { faultAt, type Faults, hoursBody, hoursFaults, type WallHours } from './faults.ts';
import { spanWords } from './say.ts';
import { stretchOf } from './slots.ts';
import { did } from './state.ts';
import { dutyWords } from './words.ts';

const NOBODY = 'nobody';

interface FormProps {
  board: Board;
  /** Whose shift was pressed; '' for a gap or no shift at all. */
  insteadOf: string;
  hours: WallHours;
  whole?: WallHours | null;
  onClose(): void;
}

export function OverrideForm({ board, insteadOf, hours, whole = null, onClose }: FormProps) {
  const said = dutyWords();
  const [wall, setWall] = useState(hours);
  const [who, setWho] = useState('');
  const [instead, setInstead] = useState(insteadOf);
  const of = useAttempt();
  const people = board.people.map(({ id, name }) => ({ value: id, label: name }));
  const faults = (): Faults => {
    const whom = !who ? said.need.who : who === NOBODY && !instead ? said.need.either : undefined;
    return { ...(whom ? { '/account': whom } : {}), ...(who && who === instead ? { '/instead_of': said.need.self } : {}), ...hoursFaults(wall) };
  };
  const send = () =>
    of.attempt(faults(), async () => {
      const made = await asked(addOverride({ team: board.team.id, ...hoursBody(wall), account: who === NOBODY ? null : who, instead_of: instead || null }));
      const undo = async () => {
        await asked(withdrawOverride(made.id));
        await did(said.tookBack);
      };
      onClose();
      // An administrator plans and is never on duty; taking back is for those who are.
      await did(said.overrode(spanWords(stretchOf(made)), made.person?.name ?? null), { at: made, ...(may('duty:write') ? { undo } : {}) });
    });
  return (
    <ActForm of={of} hint={said.overrideHint} go={said.overrideGo} going={said.overriding} onSend={() => void send()} onClose={onClose}>
      <SelectField
        id="override-who"
        label={said.overrideWho}
        error={faultAt(of.faults, '/account')}
        value={who}
        options={[{ value: '', label: said.choose }, ...people, { value: NOBODY, label: said.overrideNobody }]}
        onPick={setWho}
      />
      <SelectField
        id="override-for"
        label={said.overrideFor}
        error={faultAt(of.faults, '/instead_of')}
        value={instead}
        options={[{ value: '', label: said.overrideBeside }, ...people]}
        onPick={setInstead}
      />
      <Extent part={hours} whole={whole} value={wall} onChange={setWall} />
      <HoursFields value={wall} onChange={setWall} faults={of.faults} />
    </ActForm>
  );
}
