/** The fields of a rotation: who takes turns in which order, from when, for how long, and perhaps in which hours only. */
import type { Board } from '../../data/board.ts';
import type { Period } from '../../data/rotas.ts';
import { Field } from '../../parts/Field.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { type Draft, newKey, type Seat } from './draft.ts';
import { faultAt, type Faults } from './faults.ts';
import { Rows } from './Rows.tsx';
import { rotaWords } from './words.ts';

type People = Board['people'];
const PERIODS: readonly Period[] = ['hour', 'day', 'week', 'month'];

interface OrderProps {
  seats: readonly Seat[];
  people: People;
  faults: Faults;
  onChange(seats: Seat[]): void;
}

interface SeatProps {
  name: string;
  error: string | undefined;
  /** Undefined where there is no such way. */
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onRemove(): void;
}

function SeatRow({ name, error, onUp, onDown, onRemove }: SeatProps) {
  const said = rotaWords();
  return (
    <li>
      <b>{name}</b>
      <span class="tools">
        <button type="button" class="tool" aria-label={said.up(name)} aria-disabled={!onUp} onClick={onUp}>
          <span aria-hidden="true">↑</span>
        </button>
        <button type="button" class="tool" aria-label={said.down(name)} aria-disabled={!onDown} onClick={onDown}>
          <span aria-hidden="true">↓</span>
        </button>
        <button type="button" class="tool" aria-label={said.remove(name)} onClick={onRemove}>
          <span aria-hidden="true">✕</span>
        </button>
      </span>
      {error && <p class="wrong">{error}</p>}
    </li>
  );
}

function swapped(seats: readonly Seat[], at: number): Seat[] {
  const [one, other] = [seats[at], seats[at + 1]];
  return one && other ? [...seats.slice(0, at), other, one, ...seats.slice(at + 2)] : [...seats];
}

function Order({ seats, people, faults, onChange }: OrderProps) {
  const said = rotaWords();
  const nameOf = (who: string) => people.find(({ id }) => id === who)?.name ?? '';
  if (!people.length) return <p class="dim">{said.nobodyLeft}</p>;
  const remove = (key: number) => {
    onChange(seats.filter((seat) => seat.key !== key));
    document.getElementById('people')?.focus();
  };
  return (
    <fieldset class="field">
      <legend>{said.people}</legend>
      <p class="hint">{said.peopleHint}</p>
      <ol class="seats">
        {seats.map(({ key, who }, at) => (
          <SeatRow
            key={key}
            name={nameOf(who)}
            error={faults[`/people/${at}`]}
            onUp={at > 0 ? () => onChange(swapped(seats, at - 1)) : undefined}
            onDown={at < seats.length - 1 ? () => onChange(swapped(seats, at)) : undefined}
            onRemove={() => remove(key)}
          />
        ))}
      </ol>
      <SelectField
        id="people"
        label={said.add}
        error={faults['/people']}
        value=""
        options={[{ value: '', label: said.choose }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        onPick={(who) => who && onChange([...seats, { key: newKey(), who }])}
      />
    </fieldset>
  );
}

interface RotationProps {
  draft: Draft;
  people: People;
  faults: Faults;
  onChange(more: Partial<Draft>): void;
}

export function Rotation({ draft, people, faults, onChange }: RotationProps) {
  const said = rotaWords();
  return (
    <>
      <Order seats={draft.seats} people={people} faults={faults} onChange={(seats) => onChange({ seats })} />
      <fieldset class="field">
        <legend>{said.length}</legend>
        <div class="pair">
          <Field id="every" label={said.every} inputMode="numeric" value={draft.every} onInput={(every) => onChange({ every })} error={faultAt(faults, '/every')} maxLength={3} />
          <SelectField
            id="period"
            label={said.period}
            error={faultAt(faults, '/period')}
            value={draft.period}
            options={PERIODS.map((value) => ({ value, label: said.periods[value] }))}
            onPick={(value) => onChange({ period: PERIODS.find((each) => each === value) ?? 'week' })}
          />
        </div>
      </fieldset>
      <Field id="begins" type="datetime-local" label={said.begins} hint={said.beginsHint} value={draft.begins} onInput={(begins) => onChange({ begins })} error={faultAt(faults, '/begins')} />
      <Rows base="/windows" rows={draft.windows} faults={faults} onChange={(windows) => onChange({ windows })} />
    </>
  );
}
