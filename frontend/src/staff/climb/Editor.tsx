/** One policy to change: its steps, and beside them, or before the button that saves, whom they would call. */
import { useEffect, useState } from 'preact/hooks';
import { ApiError, type FieldProblem } from '../../data/client.ts';
import { endPolicy, type Policies, type Policy, type PolicyBody, setPolicy } from '../../data/policies.ts';
import { plus } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { useAttempt } from '../duty/attempt.ts';
import { type Faults, faultAt } from '../duty/faults.ts';
import { today } from '../duty/state.ts';
import { Act } from '../parts/Act.tsx';
import type { Done } from '../parts/DoneNote.tsx';
import { faultsIn } from '../parts/field_faults.ts';
import { asked } from '../state/session.ts';
import { words } from '../words.ts';
import { asBody, bodyOf, type Draft, draftOf, MOST_STEPS, needsOf, nextSaturday, withStep } from './draft.ts';
import { Doubts } from './Doubts.tsx';
import { LengthFields } from './LengthFields.tsx';
import { PreviewPanel, usePreview } from './Preview.tsx';
import { StepFields } from './StepFields.tsx';
import { climbWords } from './words.ts';

const faultsOf = (error: unknown) => faultsIn(error, climbWords());
export const firstFault = (error: unknown): string => Object.values(faultsOf(error))[0] ?? '';

interface EditorProps {
  of: Policies;
  policy: Policy;
  /** Called with what stands now, and what was done. */
  onDone(done: Done): void;
}

/** What the server asks about before it sets a policy; undefined for any other error. */
const doubtsIn = (error: unknown) => (error instanceof ApiError && error.code === 'confirmation_needed' ? error.errors : undefined);

/** Saves or goes back; the way back again is what stood before. Raises what the server says. */
async function put(team: string, policy: Policy, body: PolicyBody | null, onDone: (done: Done) => void, confirmed = false): Promise<void> {
  const said = climbWords();
  const name = words().priority[policy.urgency];
  const saved = await asked(body ? setPolicy(team, policy, body, confirmed) : endPolicy(team, policy));
  const undo = async () => {
    await asked(policy.is_default ? endPolicy(team, saved) : setPolicy(team, saved, asBody(policy), true));
    onDone({ text: said.tookBack });
  };
  onDone({ text: body ? said.saved(name) : said.isDefault(name), undo });
}

export function Editor({ of, policy, onDone }: EditorProps) {
  const said = climbWords();
  const [draft, change] = useState(() => draftOf(policy));
  const [wall, setWall] = useState(() => nextSaturday(today()));
  const attempt = useAttempt(faultsOf);
  const needs = needsOf(draft, said.need);
  const isWhole = Object.keys(needs).length === 0;
  const seen = usePreview(of.team.id, policy.urgency, wall, isWhole ? bodyOf(draft) : null);
  useEffect(() => change(draftOf(policy)), [policy]);
  // A step from which everybody was taken calls nobody: that is said at once, a number may still be typed.
  const empty = Object.entries(needs).filter(([pointer]) => pointer.endsWith('/who'));
  const faults: Faults = { ...Object.fromEntries(empty), ...seen.faults, ...attempt.faults };
  const [doubts, setDoubts] = useState<readonly FieldProblem[] | null>(null);
  const save = () =>
    attempt.attempt(needs, async () => {
      try {
        await put(of.team.id, policy, bodyOf(draft), onDone);
      } catch (error) {
        const found = doubtsIn(error);
        if (!found) throw error;
        setDoubts(found);
      }
    });
  const saveAnyway = () => put(of.team.id, policy, bodyOf(draft), onDone, true);
  const submit = (event: Event) => {
    event.preventDefault();
    void save();
  };
  // What was refused is answered by the next change: the fault goes, and the preview looks again.
  const edit = (next: Draft) => {
    change(next);
    if (Object.keys(attempt.faults).length) attempt.clear();
  };
  return (
    <div class="rota-edit">
      <form id="policy" class="flow" noValidate ref={attempt.form} onSubmit={submit}>
        <ol class="steps">
          {draft.steps.map((step, number) => (
            <StepFields key={step.key} draft={draft} number={number} policy={policy} faults={faults} onChange={edit} />
          ))}
        </ol>
        {faults['/steps'] && (
          <p class="wrong" role="alert">
            {faults['/steps']}
          </p>
        )}
        {draft.steps.length < MOST_STEPS && (
          <button type="button" class="tool" onClick={() => edit(withStep(draft))}>
            <Icon of={plus} />
            {said.addStep}
          </button>
        )}
        <LengthFields id="hold" label={said.holdLabel} hint={said.holdHint} value={draft.hold} inDays={policy.working_time} onChange={(hold) => edit({ ...draft, hold })} error={faultAt(faults, '/hold_seconds') ?? faultAt(faults, '/hold_working_days')} />
      </form>
      <PreviewPanel of={seen} steps={draft.steps.length} urgency={policy.urgency} wall={wall} onWall={setWall} />
      <div class="rota-go">
        {faults[''] && (
          <p class="wrong" role="alert">
            {faults['']}
          </p>
        )}
        <button type="submit" form="policy" class="btn main tall wide" aria-disabled={attempt.working}>
          {attempt.working ? said.saving : said.save}
        </button>
        {!policy.is_default && (
          <Act class="btn line wide" busy={said.toDefaultGoing} onAct={() => attempt.attempt({}, () => put(of.team.id, policy, null, onDone))}>
            {said.toDefault}
          </Act>
        )}
      </div>
      {doubts && <Doubts of={doubts} failed={firstFault} onGo={saveAnyway} onClose={() => setDoubts(null)} />}
    </div>
  );
}
