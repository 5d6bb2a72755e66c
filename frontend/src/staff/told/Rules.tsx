/** For each urgency one sentence, and the form that changes it. */
import { useState } from 'preact/hooks';
import type { DefaultOf, Habits } from '../../data/hearing.ts';
import type { Priority } from '../../data/practice.ts';
import { ActForm } from '../duty/ActForm.tsx';
import { useAttempt } from '../duty/attempt.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Panel } from '../parts/Panels.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { Urgency } from '../parts/Urgency.tsx';
import { words } from '../words.ts';
import { choicesFor, DEVICES, isFixed, type Told, toldOf, usual, withRules } from './plan.ts';
import { faultsOf, habits, keep, ways } from './state.ts';
import { toldWords } from './words.ts';

const urgencyOf = (of: DefaultOf) => of.urgency as Priority;
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function Row({ of, told, onChange }: { of: DefaultOf; told: Told[]; onChange(): void }) {
  const said = toldWords();
  const urgency = urgencyOf(of);
  const waits = of.in_office_hours && told.some(({ channel, after }) => channel !== DEVICES && after !== null);
  return (
    <li>
      <span>
        <Urgency of={urgency} /> {of.never_silenced && <small class="dim always">{said.always}</small>}
        <span class="block">{sentence(told.map(({ channel, after }) => said.way(channel, after)).join(words().comma))}</span>
        {waits && <small class="dim">{said.inOffice}</small>}
      </span>
      {!isFixed(of, told) && (
        <button type="button" class="textbtn" onClick={onChange}>
          {said.change}
          <span class="vh"> {said.changeOf(words().priority[urgency])}</span>
        </button>
      )}
    </li>
  );
}

const NEVER = 'never';
const USUAL = 'usual';
const asText = (set: number | null | undefined, usually: number) => (set === null ? NEVER : set === undefined || set === usually ? USUAL : String(set));
const asSet = (text: string) => (text === USUAL ? undefined : text === NEVER ? null : Number(text));

function ChangeForm({ of, told, onClose }: { of: DefaultOf; told: Told[]; onClose(): void }) {
  const said = toldWords();
  const urgency = urgencyOf(of);
  const [chosen, choose] = useState(() => Object.fromEntries(told.map(({ channel, set }) => [channel, asText(set, usual(channel, of))])));
  const attempt = useAttempt(faultsOf);
  const send = () =>
    attempt.attempt({}, async () => {
      if (!habits.value) return;
      const set = Object.fromEntries(Object.entries(chosen).map(([channel, text]) => [channel, asSet(text)]));
      await keep(withRules(habits.value, urgency, set), said.saved(words().priority[urgency]));
      onClose();
    });
  const delay = (seconds: number, usually: number) => (seconds === usually ? { value: USUAL, label: said.usual(seconds) } : { value: String(seconds), label: said.delay(seconds) });
  const options = (each: Told) => [
    ...choicesFor(of, each).map((seconds) => delay(seconds, usual(each.channel, of))),
    ...(of.never_silenced ? [] : [{ value: NEVER, label: said.delay(null) }]),
  ];
  return (
    <ActForm of={attempt} hint={of.never_silenced ? said.alwaysHint : said.freeHint} go={said.save} going={said.saving} onSend={() => void send()} onClose={onClose}>
      {told.map((each) => (
        <SelectField
          key={each.channel}
          id={`told-${each.channel}`}
          label={sentence(said.channel(each.channel))}
          value={chosen[each.channel] ?? USUAL}
          options={options(each)}
          onPick={(value) => choose({ ...chosen, [each.channel]: value })}
        />
      ))}
    </ActForm>
  );
}

export function RulesPanel({ habits: { defaults, rules } }: { habits: Habits }) {
  const said = toldWords();
  const [changing, change] = useState<DefaultOf | null>(null);
  const toldBy = (of: DefaultOf) => toldOf(of, rules, ways.value);
  return (
    <Panel title={said.rules}>
      <ul class="devices">
        {defaults.map((of) => (
          <Row key={of.urgency} of={of} told={toldBy(of)} onChange={() => change(of)} />
        ))}
      </ul>
      {changing && (
        <Dialog title={said.changeOf(words().priority[urgencyOf(changing)])} onClose={() => change(null)}>
          <ChangeForm of={changing} told={toldBy(changing)} onClose={() => change(null)} />
        </Dialog>
      )}
    </Panel>
  );
}
