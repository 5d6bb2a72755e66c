/** A length of time: a number and its unit. */
import { Field } from '../../parts/Field.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import type { Length, Unit } from './draft.ts';
import { climbWords } from './words.ts';

interface LengthProps {
  id: string;
  label: string;
  hint?: string;
  value: Length;
  inDays: boolean;
  onChange(value: Length): void;
  error: string | undefined;
}

export function LengthFields({ id, label, hint, value, inDays, onChange, error }: LengthProps) {
  const said = climbWords();
  const units: Unit[] = inDays ? ['minutes', 'hours', 'days'] : ['minutes', 'hours'];
  return (
    <div class="length">
      <Field id={id} label={label} hint={hint} inputMode="numeric" maxLength={6} value={value.text} onInput={(text) => onChange({ ...value, text })} error={error} />
      <SelectField id={`${id}-unit`} label={said.unit} labelHidden value={value.unit} options={units.map((unit) => ({ value: unit, label: said.units[unit] }))} onPick={(unit) => onChange({ ...value, unit: unit as Unit })} />
    </div>
  );
}
