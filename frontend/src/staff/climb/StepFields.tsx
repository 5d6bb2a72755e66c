/** One step: when, whom, and whether all at once or one after the other. */
import type { Policy, Whom } from '../../data/policies.ts';
import { type Faults, faultAt } from '../duty/faults.ts';
import { SelectField } from '../parts/SelectField.tsx';
import { Toggles } from '../parts/Toggles.tsx';
import { type Draft, type DraftStep, WHO } from './draft.ts';
import { LengthFields } from './LengthFields.tsx';
import { climbWords } from './words.ts';

interface StepProps {
  draft: Draft;
  number: number;
  policy: Policy;
  faults: Faults;
  onChange(draft: Draft): void;
}

export function StepFields({ draft, number, policy, faults, onChange }: StepProps) {
  const said = climbWords();
  const step = draft.steps[number] as DraftStep;
  const at = `/steps/${number}`;
  const isAtOnce = number === 0 && (policy.urgency === 'P0' || policy.urgency === 'P1');
  const set = (more: Partial<DraftStep>) => onChange({ ...draft, steps: draft.steps.map((each) => (each === step ? { ...each, ...more } : each)) });
  return (
    <li>
      <h3>{isAtOnce ? said.first : said.step(number + 1)}</h3>
      {isAtOnce && <p class="hint">{said.firstHint}</p>}
      {!isAtOnce && (
        <LengthFields
          id={`after-${step.key}`}
          label={said.delay}
          value={step.after}
          inDays={policy.working_time}
          onChange={(after) => set({ after })}
          error={faultAt(faults, `${at}/after_seconds`) ?? faultAt(faults, `${at}/after_working_days`)}
        />
      )}
      <Toggles id={`who-${step.key}`} legend={said.call} options={WHO.map((value) => ({ value, label: said.who(value) }))} values={step.who} onChange={(who) => set({ who: who as Whom[] })} error={faultAt(faults, `${at}/who`)} />
      <SelectField
        id={`how-${step.key}`}
        label={said.how}
        value={step.turns ? 'turns' : 'all'}
        options={[
          { value: 'all', label: said.all },
          { value: 'turns', label: said.turns },
        ]}
        onPick={(how) => set({ turns: how === 'turns' })}
      />
      {draft.steps.length > 1 && (
        <button type="button" class="textbtn" onClick={() => onChange({ ...draft, steps: draft.steps.filter((each) => each !== step) })}>
          {said.dropStep}
          <span class="vh"> {number + 1}</span>
        </button>
      )}
    </li>
  );
}
