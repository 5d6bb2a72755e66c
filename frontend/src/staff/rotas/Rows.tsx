/** Hours of the week, a row each: with a person they are fixed shifts, without one the hours of a rotation. */
import type { Board } from '../../data/board.ts';
import { language } from '../../i18n/index.ts';
import { plus } from '../../parts/glyphs-form.tsx';
import { Field } from '../../parts/Field.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { midnightsIn, nextRow, type Row } from './draft.ts';
import { type Faults, fieldOf } from './faults.ts';
import { rotaWords } from './words.ts';

const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

function weekdays(): { value: string; label: string }[] {
  const format = new Intl.DateTimeFormat(language.value, { weekday: 'long', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, number) => ({ value: String(number), label: format.format(MONDAY + number * DAY) }));
}

interface RowsProps {
  base: '/shifts' | '/windows';
  rows: readonly Row[];
  /** Left out where the hours are nobody's in particular. */
  people?: Board['people'];
  faults: Faults;
  onChange(rows: Row[]): void;
}

interface OneRowProps {
  row: Row;
  number: number;
  pointer: string;
  people: Board['people'] | undefined;
  faults: Faults;
  onChange(more: Partial<Row>): void;
  onRemove(): void;
}

function OneRow({ row, number, pointer, people, faults, onChange, onRemove }: OneRowProps) {
  const said = rotaWords();
  const id = fieldOf(pointer);
  const isWholeDay = row.begins !== '' && row.begins === row.ends;
  const midnights = row.begins && row.ends ? midnightsIn(row) : 0;
  return (
    <li>
      <fieldset>
        <legend class="vh">{said.row(number)}</legend>
        {faults[pointer] && <p class="wrong">{faults[pointer]}</p>}
        <div class={people ? 'week-row' : 'week-row of-hours'}>
          <SelectField id={id} label={said.weekday} value={String(row.weekday)} error={faults[`${pointer}/weekday`]} options={weekdays()} onPick={(weekday) => onChange({ weekday: Number(weekday) })} />
          {people && (
            <SelectField
              class="who"
              id={`${id}-account`}
              label={said.who}
              value={row.who}
              error={faults[`${pointer}/account`]}
              options={[{ value: '', label: said.choose }, ...people.map((person) => ({ value: person.id, label: person.name }))]}
              onPick={(who) => onChange({ who })}
            />
          )}
          <Field id={`${id}-begins`} type="time" label={said.begin} value={row.begins} onInput={(begins) => onChange({ begins })} error={faults[`${pointer}/begins`]} />
          <Field
            id={`${id}-minutes`}
            type="time"
            label={midnights && row.ends !== '00:00' ? said.nextDay(midnights) : said.end}
            value={row.ends}
            onInput={(ends) => onChange({ ends })}
            error={faults[`${pointer}/minutes`]}
            hint={isWholeDay ? said.wholeDays(row.days + 1) : undefined}
          />
          <button type="button" class="tool" aria-label={said.removeRow(number)} onClick={onRemove}>
            <span aria-hidden="true">✕</span>
          </button>
        </div>
      </fieldset>
    </li>
  );
}

export function Rows({ base, rows, people, faults, onChange }: RowsProps) {
  const said = rotaWords();
  const isOfPeople = base === '/shifts';
  const add = fieldOf(base);
  const remove = (key: number) => {
    onChange(rows.filter((row) => row.key !== key));
    document.getElementById(add)?.focus();
  };
  return (
    <fieldset class="field">
      <legend>{isOfPeople ? said.shifts : said.windows}</legend>
      {!isOfPeople && <p class="hint">{said.windowsHint}</p>}
      {faults[base] && <p class="wrong">{faults[base]}</p>}
      <ol class="week-rows">
        {rows.map((row, at) => (
          <OneRow
            key={row.key}
            row={row}
            number={at + 1}
            pointer={`${base}/${at}`}
            people={people}
            faults={faults}
            onChange={(more) => onChange(rows.map((each) => (each.key === row.key ? { ...each, ...more } : each)))}
            onRemove={() => remove(row.key)}
          />
        ))}
      </ol>
      <button type="button" id={add} class="tool" onClick={() => onChange([...rows, nextRow(rows)])}>
        <Icon of={plus} />
        {isOfPeople ? said.addShift : said.addWindow}
      </button>
    </fieldset>
  );
}
