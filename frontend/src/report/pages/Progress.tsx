/** One report's way so far: what is done, by when the next is due, and what the two sides have written. */
import type { ComponentChildren } from 'preact';
import { type FollowUp, type Happened, type Promised } from '../../data/follow_up.ts';
import { language } from '../../i18n/index.ts';
import { shortTime } from '../../lib/spans.ts';
import { late } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { CallPair } from '../../parts/Calls.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { emergencyNumber } from '../deployment.ts';
import { first, pages } from '../words.ts';
import { AddFiles } from './AddFiles.tsx';
import { DangerNow } from './DangerNow.tsx';
import { Thread } from './Thread.tsx';
import { Write } from './Write.tsx';

/** The five lamps. What else may have happened is told below them. */
const LAMPS = ['received', 'opened', 'in_hand', 'decided', 'result_told'] as const;
type Lamp = (typeof LAMPS)[number];

/** `onWritten`: something new may stand there now. */
export function Progress({ receipt, report, onWritten }: { receipt: string; report: FollowUp; onWritten(): void }) {
  const t = pages().followUp;
  const [missed] = report.overdue;
  const has = new Set(report.history.map((each) => each.stage));
  const heading = has.has('result_told') ? 'result_told' : report.stage === 'opened' && has.has('in_hand') ? 'in_hand' : report.stage;
  return (
    <>
      <p class="step">
        <span class="num">{t.reference(report.reference)}</span>
      </p>
      <Heading phrases={(missed && t.headingLate[missed]) ?? t.heading[heading]} />
      {missed && <Missed promised={missed} report={report} />}
      <Stages report={report} />
      <Also report={report} />
      <Thread messages={report.messages} />
      <p class="hint">{t.limit}</p>
      <Write receipt={receipt} onWritten={onWritten} />
      <AddFiles receipt={receipt} />
      <DangerNow receipt={receipt} />
    </>
  );
}

/** A promise that was not kept is said first, and in words; whoever waits in fear is told to phone. */
function Missed({ promised, report }: { promised: Promised; report: FollowUp }) {
  const t = pages().followUp;
  const police = emergencyNumber('police');
  const by = promisedTime(promised, report);
  return (
    <>
      <Banner glyph={late} tone="bad" role="alert">
        <p>{t.late[promised](by ? written(by) : '')}</p>
      </Banner>
      {promised !== 'result_told' && (
        <section class="flow gap-s" aria-labelledby="call-title">
          <h2 id="call-title">{t.lateCall(police)}</h2>
          <CallPair now numbers={{ police, ambulance: emergencyNumber('ambulance') }} labels={first()} />
        </section>
      )}
    </>
  );
}

const written = (at: string): string => shortTime(at, language.value, new Date());

function promisedTime(stage: Happened, { expected }: FollowUp): string | null | undefined {
  if (stage === 'opened') return expected?.opened_by;
  if (stage === 'decided') return expected?.decided_by;
  return stage === 'result_told' ? expected?.result_by : undefined;
}

function Stages({ report }: { report: FollowUp }) {
  const t = pages().followUp;
  const times = new Map(report.history.map((event) => [event.stage, event.at]));
  const at = LAMPS.reduce((last, lamp, index) => (times.has(lamp) ? index : last), 0);
  return (
    <ol class="stages" aria-label={t.progress}>
      {LAMPS.map((stage, index) => {
        const isLive = index === at;
        const isOver = report.overdue.some((each) => each === stage);
        return (
          <li key={stage} class={isOver ? 'over' : isLive ? 'live' : index < at ? 'done' : undefined} aria-current={isLive ? 'step' : undefined}>
            <b>{t.stage[stage]}</b>
            <When stage={stage} time={times.get(stage)} report={report} />
          </li>
        );
      })}
    </ol>
  );
}

function When({ stage, time, report }: { stage: Lamp; time: string | undefined; report: FollowUp }) {
  const t = pages().followUp;
  const due = promisedTime(stage, report);
  if (time) {
    const isLate = due && Date.parse(time) > Date.parse(due);
    return (
      <>
        <time dateTime={time}>{written(time)}</time>
        {isLate && <span class="meant">{t.promised(written(due))}</span>}
      </>
    );
  }
  if (!due) return null;
  return (
    <>
      <span>{t.by(written(due))}</span>
      {report.overdue.some((each) => each === stage) && <strong>{t.overdue}</strong>}
    </>
  );
}

/** What has no lamp of its own: passed to another agency, closed. */
function Also({ report }: { report: FollowUp }) {
  const t = pages().followUp;
  const told = report.history.flatMap(({ stage, at }): ComponentChildren[] =>
    stage === 'passed_on' || stage === 'closed' ? [<li key={stage}>{t.also[stage](written(at))}</li>] : [],
  );
  return told.length ? <ul class="also">{told}</ul> : null;
}
