/** Must I report this? A role and what fits give the law's answer; what was ticked goes along into the form. */
import { useSignal } from '@preact/signals';
import { POLICE_REPORTS } from '../../i18n/practice/police_reports.ts';
import { Heading } from '../../parts/Heading.tsx';
import { answers, setAnswer } from '../answers.ts';
import { go } from '../flow.ts';
import { isMust, policeAnswer } from '../police.ts';
import { Circumstances } from '../steps/Circumstances.tsx';
import { PoliceWords } from '../steps/PoliceWords.tsx';
import { form } from '../words.ts';
import { audience, takeAsked } from './audience.ts';
import { guide } from './words.ts';

/** A child has a page of its own. */
const ROLES = Object.keys(POLICE_REPORTS).filter((role) => role !== 'child');

export function MustReport() {
  const t = guide().must;
  const role = useSignal(startingRole());
  const ticked = useSignal<string[]>(answers.peek().circumstances);
  const answer = policeAnswer(role.value || undefined, ticked.value);
  const report = () => {
    if (role.value) setAnswer('role', role.value);
    setAnswer('circumstances', ticked.value);
    return go('danger');
  };
  return (
    <>
      <Heading phrases={[t.ask]} />
      <p class="lead">{t.lead}</p>
      <Role value={role.value} onPick={(picked) => void (role.value = picked)} />
      <Circumstances legend={t.nine} values={ticked.value} onChange={(values) => void (ticked.value = values)} />
      {answer ? <PoliceWords answer={answer} withCall /> : <p class="hint">{t.pickFirst}</p>}
      {!isMust(answer) && <p class="hint">{t.replaces}</p>}
      <p class="go">
        <button type="button" class="btn main tall wide" onClick={() => void report()}>
          {t.go}
        </button>
      </p>
    </>
  );
}

/** Whoever comes from a tab of the guidance, or from the form, has said who they are. */
function startingRole(): string {
  takeAsked();
  const { role } = answers.peek();
  return ROLES.find((each) => each === role) ?? audience.peek();
}

function Role({ value, onPick }: { value: string; onPick(role: string): void }) {
  const t = guide().must;
  const named = form().you.role;
  return (
    <div class="field">
      <label for="who">{t.role}</label>
      <select id="who" class="input" autocomplete="off" value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        <option value="">{t.pick}</option>
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {named[role as keyof typeof named]}
          </option>
        ))}
      </select>
    </div>
  );
}
