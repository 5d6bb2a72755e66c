/** What is to happen after the decision: the agency told, the child seen. */
import { useState } from 'preact/hooks';
import type { Report, Stage } from '../../data/reports.ts';
import { check } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { momentOf } from '../state/content.ts';
import { takeBackMilestone } from '../state/report.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { milestoneOf, type Told } from './MilestoneDialog.tsx';
import { Panel } from './Panels.tsx';

const isMilestone = (stage: Stage): stage is Stage & { step: Told } => stage.step === 'agency_told' || stage.step === 'child_seen';

export function MilestonePanel({ report, onNote }: { report: Report; onNote(step: Told): void }) {
  const said = words().milestone;
  const [undoing, setUndoing] = useState<Told | null>(null);
  const stages = report.stages.filter(isMilestone);
  const takeBack = async (step: Told) => {
    await takeBackMilestone(report.reference, milestoneOf(step));
    say(said.undone);
  };
  return (
    <Panel title={said.title} class="no-print">
      <ul class="todo">
        {stages.map(({ step, at, by, note }) =>
          at ? (
            <li key={step}>
              <Icon of={check} />
              <span>
                {words().milestoneSaid[step]} <span class="dim num">{[momentOf(at), by?.name].filter(Boolean).join(' · ')}</span>
                {note && <small class="dim">{note}</small>}
              </span>
              {report.may.report_milestone && (
                <button type="button" class="textbtn" onClick={() => setUndoing(step)}>
                  {said.undo}
                  <span class="vh"> {words().milestoneSaid[step]}</span>
                </button>
              )}
            </li>
          ) : (
            report.may.report_milestone && (
              <li key={step}>
                <button type="button" class="btn line wide" onClick={() => onNote(step)}>
                  {said[step]}
                </button>
              </li>
            )
          ),
        )}
      </ul>
      {undoing && (
        <ConfirmDialog
          title={said.undoTitle}
          hint={said.undoHint}
          go={said.undo}
          going={said.going}
          stay={words().cancel}
          onGo={() => takeBack(undoing)}
          onClose={() => setUndoing(null)}
        />
      )}
    </Panel>
  );
}
