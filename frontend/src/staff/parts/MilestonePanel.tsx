/** What is to happen after the decision: the agency told, the child seen. Each can be put right, and taken back. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Report, Stage } from '../../data/reports.ts';
import { Banner } from '../../parts/Banner.tsx';
import { check } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { momentOf } from '../state/content.ts';
import { justNoted, takeBackMilestone } from '../state/report.ts';
import { failureOf } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { Act } from './Act.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import type { Told } from './MilestoneDialog.tsx';
import { Panel } from './Panels.tsx';
import { failureWords } from './Trouble.tsx';

type ToldStage = Stage & { step: Told };
const isMilestone = (stage: Stage): stage is ToldStage => stage.step === 'agency_told' || stage.step === 'child_seen';

async function takeBack(reference: string, step: Told): Promise<void> {
  await takeBackMilestone(reference, step);
  say(words().milestone.undone);
}

interface PanelProps {
  report: Report;
  /** `noted` when it was noted already, and is put right. */
  onNote(step: Told, noted?: Stage): void;
}

function Noted({ stage, report, onNote, onUndo }: PanelProps & { stage: ToldStage; onUndo(): void }) {
  const said = words().milestone;
  const { step, at, by, note } = stage;
  const name = <span class="vh"> {words().milestoneSaid[step]}</span>;
  return (
    <li>
      <Icon of={check} />
      <span>
        {words().milestoneSaid[step]} <span class="dim num">{[at && momentOf(at), by?.name].filter(Boolean).join(' · ')}</span>
        {note && <small class="dim">{note}</small>}
      </span>
      {report.may.report_milestone && (
        <span class="mend">
          <button type="button" class="textbtn" onClick={() => onNote(step, stage)}>
            {said.correct}
            {name}
          </button>
          <button type="button" class="textbtn" onClick={onUndo}>
            {said.undo}
            {name}
          </button>
        </span>
      )}
    </li>
  );
}

/** Shown once something was decided, and whenever something was noted. */
export function MilestonePanel({ report, onNote }: PanelProps) {
  const said = words().milestone;
  const [undoing, setUndoing] = useState<Told | null>(null);
  const stages = report.stages.filter(isMilestone);
  const mayAdd = report.may.report_milestone;
  if (report.state !== 'decided' && !stages.some((stage) => stage.at)) return null;
  return (
    <Panel title={said.title} class="no-print">
      <ul class="todo">
        {stages.map((stage) =>
          stage.at ? (
            <Noted key={stage.step} stage={stage} report={report} onNote={onNote} onUndo={() => setUndoing(stage.step)} />
          ) : (
            mayAdd && (
              <li key={stage.step}>
                <button type="button" class="btn line wide" onClick={() => onNote(stage.step)}>
                  {said[stage.step]}
                </button>
              </li>
            )
          ),
        )}
      </ul>
      {undoing && (
        <ConfirmDialog
          title={said.undoTitle}
          hint={report.state === 'closed' ? said.undoClosedHint : said.undoHint}
          go={said.undo}
          going={said.going}
          stay={words().cancel}
          onGo={() => takeBack(report.reference, undoing)}
          onClose={() => setUndoing(null)}
        />
      )}
    </Panel>
  );
}

/** Says what has just been noted, with a way back: after the second step the report closes, and a slip must not be final. */
export function NotedNotice({ report }: { report: Report }) {
  const said = words().milestone;
  const box = useRef<HTMLDivElement>(null);
  const last = justNoted.value;
  const stage = report.stages.filter(isMilestone).find(({ step, at }) => at && last?.reference === report.reference && last.step === step);
  useEffect(() => {
    if (stage) box.current?.focus();
  }, [last]);
  if (!stage?.at) return null;
  const undo = async () => {
    try {
      await takeBack(report.reference, stage.step);
    } catch (error) {
      say(failureWords(failureOf(error)));
    }
  };
  return (
    <div class="noted no-print" ref={box} tabIndex={-1}>
      <Banner glyph={check} tone="good" title={said.noted(words().milestoneSaid[stage.step] ?? '', momentOf(stage.at))}>
        {report.state === 'closed' && <p>{said.notedClosed}</p>}
        <p>
          <Act class="btn line" busy={said.going} onAct={undo}>
            {said.undo}
          </Act>
        </p>
      </Banner>
    </div>
  );
}
