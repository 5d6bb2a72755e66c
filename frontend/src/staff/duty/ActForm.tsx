/** What every form of the board has: the fault of the whole, its fields, the button and the way back. And the two fields of hours. */
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Field } from '../../parts/Field.tsx';
import { words } from '../words.ts';
import type { useAttempt } from './attempt.ts';
import { faultAt, type Faults, type WallHours } from './faults.ts';
import { dutyWords } from './words.ts';

interface ActFormProps {
  of: ReturnType<typeof useAttempt>;
  hint: string;
  go: string;
  going: string;
  onSend(): void;
  onClose(): void;
  children?: ComponentChildren;
}

export function ActForm({ of: { form, faults, working }, hint, go, going, onSend, onClose, children }: ActFormProps) {
  // The button that led here is gone, so the focus would be nowhere.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select, button')?.focus(), []);
  const submit = (event: Event) => {
    event.preventDefault();
    onSend();
  };
  return (
    <form class="flow" noValidate ref={form} onSubmit={submit}>
      <p class="dim">{hint}</p>
      {children}
      {faults[''] && (
        <p class="wrong" role="alert">
          {faults['']}
        </p>
      )}
      <div class="two">
        <button type="submit" class="btn main" aria-disabled={working}>
          {working ? going : go}
        </button>
        <button type="button" class="btn line" onClick={onClose}>
          {words().cancel}
        </button>
      </div>
    </form>
  );
}

interface HoursProps {
  /** Of the fields' ids, when there are two such pairs. */
  id?: string;
  labels?: { from: string; until: string };
  value: WallHours;
  onChange(value: WallHours): void;
  faults: Faults;
  /** The pointer above the two. */
  base?: string;
}

export function HoursFields({ id = 'hours', labels, value, onChange, faults, base = '' }: HoursProps) {
  const said = labels ?? dutyWords();
  const ofBoth = base && faults[base];
  return (
    <>
      <Field
        id={`${id}-from`}
        type="datetime-local"
        label={said.from}
        value={value.from}
        onInput={(from) => onChange({ ...value, from })}
        error={ofBoth || faultAt(faults, `${base}/starts_at`)}
      />
      <Field
        id={`${id}-until`}
        type="datetime-local"
        label={said.until}
        value={value.until}
        onInput={(until) => onChange({ ...value, until })}
        error={faultAt(faults, `${base}/ends_at`)}
      />
    </>
  );
}
