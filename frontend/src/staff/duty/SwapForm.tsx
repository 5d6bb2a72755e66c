/** I ask to be replaced for hours of mine: by a colleague, perhaps for hours of theirs, or by anybody of the team. */
import { useEffect, useState } from 'preact/hooks';
import { askForSwap, type Board, readBoard, withdrawSwap } from '../../data/board.ts';
import { Choice } from '../../parts/Choice.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { zone } from '../state/content.ts';
import { present } from '../state/now.ts';
import { asked, me } from '../state/session.ts';
import { toWall } from '../zone.ts';
import { ActForm, HoursFields } from './ActForm.tsx';
import { useAttempt } from './attempt.ts';
import { Extent } from './Extent.tsx';
import { faultAt, type Faults, hoursBody, hoursFaults, type WallHours } from './faults.ts';
import { spanWords } from './say.ts';
import { type Slot, slotsOf } from './slots.ts';
import { did } from './state.ts';
import { dutyWords } from './words.ts';

const FOUR_WEEKS = 28 * 86_400_000;

/** The coming planned shifts of a colleague; null while they are fetched. */
function useShiftsOf(team: string, who: string): Slot[] | null {
  const [found, setFound] = useState<Slot[] | null>(null);
  useEffect(() => {
    setFound(null);
    if (!who) return;
    const stop = new AbortController();
    const [from, to] = [present(), present() + FOUR_WEEKS].map((at) => new Date(at).toISOString()) as [string, string];
    asked(readBoard(team, from, to, stop.signal))
      .then((board) => setFound(slotsOf(board, present()).filter((slot) => slot.who === who && slot.source === 'plan')))
      .catch(() => stop.signal.aborted || setFound([])); // The hours can still be typed.
    return () => stop.abort();
  }, [team, who]);
  return found;
}

const EMPTY: WallHours = { from: '', until: '' };
const wallOf = ({ start, end }: Slot): WallHours => ({ from: toWall(start, zone()), until: toWall(end ?? start, zone()) });

interface BackProps {
  team: string;
  who: string;
  value: WallHours;
  onChange(value: WallHours): void;
  faults: Faults;
}

function GivesBack({ team, who, value, onChange, faults }: BackProps) {
  const said = dutyWords();
  const theirs = useShiftsOf(team, who);
  const [picked, setPicked] = useState('');
  const pick = (number: string) => {
    setPicked(number);
    const slot = theirs?.[Number(number)];
    onChange(number && slot ? wallOf(slot) : EMPTY);
  };
  if (!theirs) return null;
  if (!theirs.length) return <p class="hint">{said.noTheirShifts}</p>;
  return (
    <>
      <SelectField
        id="their-shifts"
        label={said.theirShifts}
        hint={said.giveBackHint}
        value={picked}
        options={[{ value: '', label: said.chooseShift }, ...theirs.map((slot, number) => ({ value: String(number), label: spanWords(slot) }))]}
        onPick={pick}
      />
      <HoursFields id="back" labels={{ from: said.backFrom, until: said.backUntil }} value={value} onChange={onChange} faults={faults} base="/gives_back" />
    </>
  );
}

interface FormProps {
  board: Board;
  hours: WallHours;
  whole?: WallHours | null;
  onClose(): void;
}

export function SwapForm({ board, hours, whole = null, onClose }: FormProps) {
  const said = dutyWords();
  const [wall, setWall] = useState(hours);
  const [who, setWho] = useState('');
  const [gives, setGives] = useState(false);
  const [back, setBack] = useState(EMPTY);
  const of = useAttempt();
  const others = board.people.filter(({ id }) => id !== me.value?.id);
  const isExchange = gives && who !== '';
  const send = () =>
    of.attempt({ ...hoursFaults(wall), ...(isExchange ? hoursFaults(back, '/gives_back') : {}) }, async () => {
      const request = await asked(
        askForSwap({ team: board.team.id, ...hoursBody(wall), asked_of: who || null, gives_back: isExchange ? hoursBody(back) : null }),
      );
      const undo = async () => {
        await asked(withdrawSwap(request.id));
        await did(said.withdrawn);
      };
      onClose();
      await did(said.swapped(request.asked_of?.name ?? null), { undo });
    });
  return (
    <ActForm of={of} hint={said.swapHint} go={said.swapGo} going={said.swapping} onSend={() => void send()} onClose={onClose}>
      <SelectField
        id="swap-who"
        label={said.swapWho}
        error={faultAt(of.faults, '/asked_of')}
        value={who}
        options={[{ value: '', label: said.anybody }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
        onPick={setWho}
      />
      <Extent part={hours} whole={whole} value={wall} onChange={setWall} />
      <HoursFields value={wall} onChange={setWall} faults={of.faults} />
      {who && <Choice type="checkbox" name="gives" option={{ value: 'gives', label: said.giveBack }} checked={gives} onPick={(_, on) => setGives(on)} />}
      {isExchange && <GivesBack key={who} team={board.team.id} who={who} value={back} onChange={setBack} faults={of.faults} />}
    </ActForm>
  );
}
