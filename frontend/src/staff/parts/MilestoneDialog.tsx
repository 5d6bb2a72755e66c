/** When an agency was told, or the child was seen. The time starts at now, or at what was noted, and can be put right. */
import { useState } from 'preact/hooks';
import type { Report, Stage } from '../../data/reports.ts';
import { Field } from '../../parts/Field.tsx';
import { zone } from '../state/content.ts';
import { present } from '../state/now.ts';
import { correctMilestone, open, sendMilestone } from '../state/report.ts';
import { failureOf } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { fromWall, toWall } from '../zone.ts';
import { Dialog } from './Dialog.tsx';
import { failureWords } from './Trouble.tsx';

export type Told = 'agency_told' | 'child_seen';

/** The field knows whole minutes, so a minute's grace is given. */
const MINUTE = 60_000;

const stageOf = (report: Report | null | undefined, step: Stage['step']) => report?.stages.find((stage) => stage.step === step);

/** What is wrong with a time, if anything. */
function wrongTime(at: number, received: string): string | undefined {
  const said = words().milestone;
  if (Number.isNaN(at)) return said.needTime;
  if (at > present() + MINUTE) return said.future;
  return at < Date.parse(received) - MINUTE ? said.early : undefined;
}

/** What is possible and still asks for a second look: it happened before anybody here knew of it. */
function oddTime(at: number, report: Report): string | undefined {
  const said = words().milestone;
  const isBefore = (step: Stage['step']) => at + MINUTE <= Date.parse(stageOf(report, step)?.at ?? '');
  if (isBefore('opened')) return said.beforeOpened;
  return isBefore('decided') ? said.beforeDecided : undefined;
}

interface MilestoneDialogProps {
  report: Report;
  step: Told;
  /** It was noted already, and is put right. */
  noted?: Stage | undefined;
  onClose(): void;
}

interface Wrong {
  time?: string | undefined;
  all?: string;
}

export function MilestoneDialog({ report, step, noted, onClose }: MilestoneDialogProps) {
  const said = words().milestone;
  const [wall, setWall] = useState(() => toWall(noted?.at ? Date.parse(noted.at) : present(), zone()));
  const [note, setNote] = useState(noted?.note ?? '');
  const [wrong, setWrong] = useState<Wrong>({});
  /** The odd time that was asked about; another one is asked about anew. */
  const [asked, setAsked] = useState<{ wall: string; question: string } | null>(null);
  const [working, setWorking] = useState(false);
  const send = async (at: number) => {
    const instant = new Date(Math.min(at, present())).toISOString();
    setWorking(true);
    try {
      await (noted ? correctMilestone : sendMilestone)(report.reference, step, instant, note.trim());
      if (noted) say(said.corrected);
      onClose();
    } catch (error) {
      const half = noted && !stageOf(open.peek()?.report, step)?.at;
      setWrong({ all: half ? said.halfDone : failureWords(failureOf(error)) });
      setWorking(false);
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (working) return;
    const at = fromWall(wall, zone());
    const time = wrongTime(at, report.received_at);
    setWrong({ time });
    if (time) return document.getElementById('when')?.focus();
    const question = oddTime(at, report);
    if (question && asked?.wall !== wall) return setAsked({ wall, question });
    void send(at);
  };
  const doubt = asked?.wall === wall ? asked.question : null;
  return (
    <Dialog title={noted ? said.correctTitle[step] : said.dialog[step]} onClose={onClose}>
      <p class="dim">{said.hint[step]}</p>
      {wrong.all && (
        <p class="wrong" role="alert">
          {wrong.all}
        </p>
      )}
      <form class="flow" noValidate onSubmit={submit}>
        <Field id="when" type="datetime-local" label={said.time} value={wall} onInput={setWall} error={wrong.time} />
        <Field id="note" long class="brief" label={said.note} hint={said.noteHint[step]} value={note} onInput={setNote} maxLength={2000} />
        {doubt && (
          <p class="doubt" role="alert">
            {doubt}
          </p>
        )}
        <div class="two">
          <button type="submit" class="btn main" aria-disabled={working}>
            {working ? said.going : doubt ? said.itIsRight : said.go}
          </button>
          {doubt ? (
            <button type="button" class="btn line" onClick={() => document.getElementById('when')?.focus()}>
              {said.change}
            </button>
          ) : (
            <button type="button" class="btn line" onClick={onClose}>
              {words().cancel}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
