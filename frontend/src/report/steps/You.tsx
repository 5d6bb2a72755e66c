/** Who reports. A role is enough; the name is asked only as far as this deployment offers. */
import { useSignal } from '@preact/signals';
import type { ReporterMode } from '../../data/config.ts';
import { type Option, Radios } from '../../parts/Choice.tsx';
import { Field } from '../../parts/Field.tsx';
import { check, info } from '../../parts/glyphs-form.tsx';
import { inOneLine } from '../../parts/Heading.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { Pills } from '../../parts/Pills.tsx';
import { answers, into, isChild, setAnswer, type Tri } from '../answers.ts';
import { deployment } from '../deployment.ts';
import { isUrgent } from '../flow.ts';
import { policeAnswer } from '../police.ts';
import { isMandated } from '../questions.ts';
import { form } from '../words.ts';
import { Circumstances } from './Circumstances.tsx';
import { finishStep } from './finish.ts';
import { PoliceWords } from './PoliceWords.tsx';
import { Step } from './Step.tsx';

const FIRST_ROLES = ['teacher', 'doctor', 'village_committee', 'neighbour', 'relative', 'parent', 'child', 'work', 'other_public', 'not_stated'] as const;
const WORK_ROLES = [
  'child_director', 'child_supervisor', 'police', 'social_worker', 'rescue_agency', 'mental_health', 'nursery', 'out_of_school',
  'procurator_or_court', 'hotline_operator', 'hotel',
] as const;
const MODES: readonly ReporterMode[] = ['confidential', 'anonymous', 'identified'];

const isWork = (role: string | undefined): boolean => role === 'work' || WORK_ROLES.some((each) => each === role);

export function You() {
  const t = form().you;
  const { role } = answers.value;
  const missing = !role || role === 'work';
  const startedAsChild = useSignal(isChild());
  return (
    <Step
      title={startedAsChild.value ? t.titleChild : t.title}
      {...(isChild() ? { lead: t.childLead } : {})}
      check={() => (missing ? [{ field: role === 'work' ? 'work' : 'role', message: t.missing }] : [])}
      onContinue={() => finishStep('you')}
    >
      {(errorOf) => (
        <>
          {startedAsChild.value ? (
            <Child onOther={() => void (startedAsChild.value = false)} />
          ) : (
            <Roles error={errorOf('role')} workError={errorOf('work')} />
          )}
          {isMandated(role) && answers.value.circumstances.length === 0 && (
            <Banner glyph={info} tone="quiet" role="status">
              <p>{t.mandated}</p>
            </Banner>
          )}
          {!isUrgent.value && <Nine />}
          {isChild() ? <Trusted /> : <Identity />}
        </>
      )}
    </Step>
  );
}

function Child({ onOther }: { onOther(): void }) {
  const t = form();
  return (
    <div class="banner chosen">
      <Icon of={check} />
      <p>
        <b>{t.you.role.child}</b>
      </p>
      <button type="button" class="textbtn" onClick={onOther}>
        {t.place.other}
      </button>
    </div>
  );
}

/** A child says whom we may talk to, and who must not know; what to call them stands with the place. */
function Trusted() {
  const t = form().you;
  const { mayTalkTo, mustNotKnow } = answers.value;
  const skip = <span class="hint">{form().canSkip}</span>;
  return (
    <>
      <Field id="may-talk-to" label={<>{t.mayTalkTo} {skip}</>} hint={t.mayTalkToHint} value={mayTalkTo} maxLength={500} onInput={into('mayTalkTo')} />
      <Field id="must-not-know" label={<>{t.mustNotKnow} {skip}</>} hint={t.mustNotKnowHint} value={mustNotKnow} maxLength={500} onInput={into('mustNotKnow')} />
    </>
  );
}

function Roles({ error, workError }: { error: string | undefined; workError: string | undefined }) {
  const t = form().you;
  const { role } = answers.value;
  const option = (value: keyof typeof t.role): Option => ({ value, label: t.role[value] });
  const work = () => (
    <div class="inset nested">
      <Radios
        name="work"
        legend={t.work}
        options={WORK_ROLES.map(option)}
        value={role}
        error={workError}
        onPick={into('role')}
      />
    </div>
  );
  return (
    <Radios
      name="role"
      legend={inOneLine(t.title)}
      legendHidden
      options={FIRST_ROLES.map(option)}
      value={isWork(role) ? 'work' : role}
      error={error}
      onPick={into('role')}
      under={(value) => value === 'work' && work()}
    />
  );
}

/** For those with the duty to report, folded until wanted; also for whoever ticked some before the form. */
function Nine() {
  const t = form().you;
  const { role, circumstances } = answers.value;
  const answer = policeAnswer(role, circumstances);
  const startsOpen = useSignal(circumstances.length > 0);
  if (!isMandated(role) && circumstances.length === 0) return null;
  return (
    <>
      <details class="fold" open={startsOpen.value}>
        <summary>
          {t.nine}
          <span class="hint">{circumstances.length ? t.nineCount(circumstances.length) : form().canSkip}</span>
        </summary>
        <Circumstances legend={t.nine} legendHidden values={circumstances} onChange={into('circumstances')} />
      </details>
      {answer && circumstances.length > 0 && <PoliceWords answer={answer} />}
    </>
  );
}

function Identity() {
  const t = form().you;
  const { mode, role, name, institution, phone } = answers.value;
  const offered = MODES.filter((each) => deployment.value?.reporter_modes.includes(each) ?? true);
  const skip = <span class="hint">{form().canSkip}</span>;
  return (
    <>
      <Radios
        class="field after"
        name="mode"
        legend={
          <>
            {t.mode} {skip}
          </>
        }
        options={offered.map((value) => ({ value, label: t.modes[value], hint: t.modeHints[value] }))}
        value={mode}
        onPick={(value) => setAnswer('mode', value as ReporterMode)}
      />
      {mode && mode !== 'anonymous' && (
        <div class="flow">
          <Field id="name" label={<>{t.name} {skip}</>} value={name} maxLength={80} onInput={into('name')} />
          {isMandated(role) && (
            <Field id="institution" label={<>{t.institution} {skip}</>} value={institution} maxLength={200} onInput={into('institution')} />
          )}
          <Field id="own-phone" label={<>{t.phone} {skip}</>} type="tel" inputMode="tel" value={phone} maxLength={40} onInput={into('phone')} />
          {phone.trim() && <SafeContact />}
        </div>
      )}
    </>
  );
}

function SafeContact() {
  const t = form().you;
  const { safeToPhone, phoneWhen, sayWho } = answers.value;
  return (
    <>
      <Pills
        type="radio"
        name="safe"
        even
        legend={t.safe}
        options={[
          { value: 'yes', label: t.safeYes },
          { value: 'no', label: t.safeNo },
          { value: 'unknown', label: t.safeUnknown },
        ]}
        values={safeToPhone ? [safeToPhone] : []}
        onChange={([value]) => setAnswer('safeToPhone', value as Tri)}
      />
      {safeToPhone !== 'no' && (
        <>
          <Field id="when" label={<>{t.when} <span class="hint">{form().canSkip}</span></>} value={phoneWhen} maxLength={200} onInput={into('phoneWhen')} />
          <label class="choice">
            <input type="checkbox" name="say-who" checked={sayWho} autocomplete="off" onChange={(event) => setAnswer('sayWho', event.currentTarget.checked)} />
            <span class="face">{t.sayWho}</span>
          </label>
        </>
      )}
    </>
  );
}
