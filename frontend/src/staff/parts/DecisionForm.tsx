/** The four questions of a decision. Holds nothing itself: what is written lives in the draft. */
import type { Signal } from '@preact/signals';
import { PRIORITIES, type Track } from '../../data/practice.ts';
import type { Report } from '../../data/reports.ts';
import { inLanguage } from '../../i18n/index.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Field } from '../../parts/Field.tsx';
import { asksAboutFamily, dispositionsFor, isLowered, needsSupervisor, reasonOwed } from '../screening_rules.ts';
import { screeningWords } from '../screening_words.ts';
import { dispositionOf, practice } from '../state/content.ts';
import type { Draft } from '../state/drafts.ts';
import { isSupervisor } from '../state/session.ts';
import { words } from '../words.ts';
import { digit, Urgency } from './Urgency.tsx';

interface FormProps {
  report: Report;
  draft: Signal<Draft>;
  /** Messages by field id: track, priority, disposition, reason. */
  errors: Record<string, string | undefined>;
}

const change = (draft: Signal<Draft>, part: Partial<Draft>) => void (draft.value = { ...draft.peek(), ...part, touched: true });

const Wrong = ({ id, text }: { id: string; text: string | undefined }) =>
  text ? (
    <p class="wrong" id={`${id}-wrong`}>
      {text}
    </p>
  ) : null;

function TrackQuestion({ draft, errors }: FormProps) {
  const pick = (value: string) => {
    const track = value as Track;
    const fits = dispositionOf(draft.peek().disposition ?? '')?.tracks.includes(track);
    change(draft, { track, ...(fits ? {} : { disposition: null }) });
  };
  return (
    <fieldset class="panel" aria-describedby={errors['track'] ? 'track-wrong' : undefined}>
      <legend>
        <h2>{screeningWords().track}</h2>
      </legend>
      <Wrong id="track" text={errors['track']} />
      <div class="pset pair">
        {(practice.value?.tracks ?? []).map(({ code, label }, index) => (
          <Choice
            key={code}
            type="radio"
            name="track"
            id={index === 0 ? 'track' : undefined}
            option={{ value: code, label: inLanguage(label) }}
            checked={draft.value.track === code}
            onPick={pick}
          />
        ))}
      </div>
    </fieldset>
  );
}

function PriorityQuestion({ report, draft, errors }: FormProps) {
  const said = screeningWords();
  const barred = needsSupervisor(report.priority, draft.value.priority) && !report.may.lower_priority;
  return (
    <fieldset class="panel" aria-describedby="priority-hint">
      <legend>
        <h2>{said.priority}</h2>
      </legend>
      <p class="hint" id="priority-hint">
        {said.priorityHint(words().priority[report.first_priority])}
      </p>
      <Wrong id="priority" text={errors['priority'] ?? (barred ? said.supervisorNeeded : undefined)} />
      <div class="pset">
        {PRIORITIES.map((priority, index) => {
          const supervisor = !report.may.lower_priority && needsSupervisor(report.priority, priority);
          return (
            <div key={priority} data-p={digit(priority)}>
              <Choice
                type="radio"
                name="priority"
                id={index === 0 ? 'priority' : undefined}
                option={{ value: priority, label: <Urgency of={priority} />, hint: supervisor ? said.supervisorNote : words().priorityHint[priority] }}
                checked={draft.value.priority === priority}
                onPick={() => change(draft, { priority })}
              />
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

function DispositionQuestion({ draft, errors }: FormProps) {
  const said = screeningWords();
  const { track } = draft.value;
  const groups = track ? dispositionsFor(track, practice.value?.dispositions ?? []) : [];
  const first = groups[0]?.items[0]?.code;
  return (
    <fieldset class="panel" aria-describedby={errors['disposition'] ? 'disposition-wrong' : undefined}>
      <legend>
        <h2>{said.disposition}</h2>
      </legend>
      <Wrong id="disposition" text={errors['disposition']} />
      {!track && <p class="hint">{said.chooseTrack}</p>}
      {groups.map(({ group, items }) => (
        <fieldset key={group} class="choice-group">
          <legend class="small-h">{said.group[group]}</legend>
          <div class="pset">
            {items.map(({ code, label, supervisor_only: reserved }) =>
              reserved && !isSupervisor() ? (
                <p key={code} class="barred">
                  {inLanguage(label)} <small>{said.supervisorNote}</small>
                </p>
              ) : (
                <Choice
                  key={code}
                  type="radio"
                  name="disposition"
                  id={code === first ? 'disposition' : undefined}
                  option={{ value: code, label: inLanguage(label) }}
                  checked={draft.value.disposition === code}
                  onPick={() => change(draft, { disposition: code })}
                />
              ),
            )}
          </div>
        </fieldset>
      ))}
    </fieldset>
  );
}

/** Only for a child's own report, and only where somebody would go to the family. */
function FamilyQuestion({ report, draft, errors }: FormProps) {
  const said = screeningWords();
  if (!asksAboutFamily(report.child_reports, dispositionOf(draft.value.disposition ?? ''))) return null;
  return (
    <fieldset class="panel" aria-describedby={errors['family_contact'] ? 'family_contact-wrong' : 'family-hint'}>
      <legend>
        <h2>{said.family}</h2>
      </legend>
      <p class="hint" id="family-hint">
        {said.familyHint}
      </p>
      <Wrong id="family_contact" text={errors['family_contact']} />
      <Choice
        type="checkbox"
        name="family_contact"
        id="family_contact"
        option={{ value: 'yes', label: said.familyYes }}
        checked={draft.value.familyContact}
        onPick={() => change(draft, { familyContact: !draft.peek().familyContact })}
      />
    </fieldset>
  );
}

function ReasonQuestion({ report, draft, errors }: FormProps) {
  const said = screeningWords();
  const group = dispositionOf(draft.value.disposition ?? '')?.group;
  const isFamily = asksAboutFamily(report.child_reports, dispositionOf(draft.value.disposition ?? ''));
  const owed = isFamily || reasonOwed(report.priority, draft.value, group) !== null || isLowered(report.first_priority, draft.value.priority);
  return (
    <div class="panel">
      <Field
        id="reason"
        long
        class="brief"
        label={owed ? said.reason : said.reasonOptional}
        hint={said.reasonHint}
        value={draft.value.reason}
        onInput={(reason) => change(draft, { reason })}
        error={errors['reason']}
        maxLength={4000}
      />
      <p class="hint">{said.kept}</p>
    </div>
  );
}

export function DecisionForm(props: FormProps) {
  return (
    <>
      <TrackQuestion {...props} />
      <PriorityQuestion {...props} />
      <DispositionQuestion {...props} />
      <FamilyQuestion {...props} />
      <ReasonQuestion {...props} />
    </>
  );
}
