/** When an agency was told, or the child was seen. The time starts at now and can be put right. */
import { useState } from 'preact/hooks';
import type { Milestone, Report } from '../../data/reports.ts';
import { Field } from '../../parts/Field.tsx';
import { zone } from '../state/content.ts';
import { present } from '../state/now.ts';
import { sendMilestone } from '../state/report.ts';
import { failureOf } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { fromWall, toWall } from '../zone.ts';
import { Dialog } from './Dialog.tsx';
import { failureWords } from './Trouble.tsx';

export type Told = 'agency_told' | 'child_seen';
export const milestoneOf = (step: Told) => step.replace('_', '-') as Milestone;

/** What is wrong with a time, if anything. The field knows whole minutes, so a minute's grace is given. */
function wrongTime(at: number, received: string): string | undefined {
  const said = words().milestone;
  if (Number.isNaN(at)) return said.needTime;
  if (at > present() + 60_000) return said.future;
  return at < Date.parse(received) - 60_000 ? said.early : undefined;
}

export function MilestoneDialog({ report, step, onClose }: { report: Report; step: Told; onClose(): void }) {
  const said = words().milestone;
  const [wall, setWall] = useState(() => toWall(present(), zone()));
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<{ time?: string | undefined; all?: string }>({});
  const [working, setWorking] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (working) return;
    const at = fromWall(wall, zone());
    const time = wrongTime(at, report.received_at);
    setWrong({ time });
    if (time) return document.getElementById('when')?.focus();
    setWorking(true);
    try {
      await sendMilestone(report.reference, milestoneOf(step), new Date(Math.min(at, present())).toISOString(), note.trim());
      say(said.done);
      onClose();
    } catch (error) {
      setWrong({ all: failureWords(failureOf(error)) });
      setWorking(false);
    }
  };
  return (
    <Dialog title={said.dialog[step]} onClose={onClose}>
      <p class="dim">{said.hint[step]}</p>
      {wrong.all && (
        <p class="wrong" role="alert">
          {wrong.all}
        </p>
      )}
      <form class="flow" noValidate onSubmit={(event) => void submit(event)}>
        <Field id="when" type="datetime-local" label={said.time} value={wall} onInput={setWall} error={wrong.time} />
        <Field id="note" long class="brief" label={said.note} hint={said.noteHint[step]} value={note} onInput={setNote} maxLength={2000} />
        <div class="two">
          <button type="submit" class="btn main" aria-disabled={working}>
            {working ? said.going : said.go}
          </button>
          <button type="button" class="btn line" onClick={onClose}>
            {words().cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
