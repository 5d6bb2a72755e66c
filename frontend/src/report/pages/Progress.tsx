/** One report's way so far: which steps are done, by when the next is due, and a box to add something. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type FollowUp, type Message, type Promised, type Stage, STAGES } from '../../data/follow_up.ts';
import { language } from '../../i18n/index.ts';
import { dayAndTime, shortTime } from '../../lib/spans.ts';
import { check, clock, late } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { CallPair } from '../../parts/Calls.tsx';
import { Field } from '../../parts/Field.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { emergencyNumber } from '../deployment.ts';
import { additions } from '../sending.ts';
import { sendAddition } from '../submit.ts';
import { touch, untouch } from '../unsent.ts';
import { first, pages } from '../words.ts';

export function Progress({ receipt, report }: { receipt: string; report: FollowUp }) {
  const t = pages().followUp;
  const [missed] = report.overdue;
  return (
    <>
      <p class="step">
        <span class="num">{t.reference(report.reference)}</span>
      </p>
      <Heading phrases={(missed && t.headingLate[missed]) ?? t.heading[report.stage]} />
      {missed && <Missed promised={missed} report={report} />}
      <Stages report={report} />
      {report.messages.length > 0 && <Thread messages={report.messages} />}
      <p class="hint">{t.limit}</p>
      <Add receipt={receipt} />
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
      <section class="flow gap-s" aria-labelledby="call-title">
        <h2 id="call-title">{t.lateCall(police)}</h2>
        <CallPair now numbers={{ police, ambulance: emergencyNumber('ambulance') }} labels={first()} />
      </section>
    </>
  );
}

const written = (at: string): string => shortTime(at, language.value, new Date());
const promisedTime = (stage: Stage, { expected }: FollowUp): string | null | undefined =>
  stage === 'opened' ? expected?.opened_by : stage === 'decided' ? expected?.decided_by : undefined;

function Stages({ report }: { report: FollowUp }) {
  const t = pages().followUp;
  const at = STAGES.indexOf(report.stage);
  const times = new Map(report.history.map((event) => [event.stage, event.at]));
  return (
    <ol class="stages four" aria-label={t.progress}>
      {STAGES.map((stage, index) => {
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

function When({ stage, time, report }: { stage: Stage; time: string | undefined; report: FollowUp }) {
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

function Thread({ messages }: { messages: Message[] }) {
  const t = pages().followUp;
  return (
    <section class="thread" aria-label={t.messages}>
      {messages.map((message) => (
        <div key={message.at} class={message.mine ? 'msg mine' : 'msg'}>
          <small>
            {message.mine ? t.you : t.duty} · {dayAndTime(message.at, language.value)}
          </small>
          <p>{message.text}</p>
        </div>
      ))}
    </section>
  );
}

const ADDITION = 'addition';

function Add({ receipt }: { receipt: string }) {
  const t = pages().followUp;
  const text = useSignal('');
  const fault = useSignal<string | undefined>(undefined);
  const { state } = additions.value;
  const write = (typed: string) => {
    text.value = typed;
    if (typed.trim()) fault.value = undefined;
    if (typed) touch(ADDITION);
    else untouch([ADDITION]);
  };
  useEffect(() => () => untouch([ADDITION]), []);
  const send = (event: Event) => {
    event.preventDefault();
    if (state === 'sending') return;
    fault.value = text.value.trim() ? undefined : t.missingText;
    if (fault.value) return document.getElementById('addition')?.focus();
    void sendAddition({ receipt, language: language.peek(), what: text.value.trim(), what_by: 'text' });
    write('');
  };
  return (
    <form class="flow gap-s reply" noValidate autocomplete="off" onSubmit={send}>
      <Field
        id="addition"
        label={t.add}
        hint={t.addHint}
        long
        maxLength={20_000}
        value={text.value}
        error={fault.value}
        onInput={write}
      />
      {(state === 'arrived' || state === 'kept') && (
        <Banner glyph={check} tone="good" role="status">
          <p>{t.added}</p>
        </Banner>
      )}
      {(state === 'waiting' || state === 'refused') && (
        <Banner glyph={clock} role="status">
          <p>{t.addWaiting}</p>
        </Banner>
      )}
      <p>
        <button type="submit" class="btn main wide" aria-disabled={state === 'sending' ? 'true' : undefined}>
          {state === 'sending' ? t.sending : t.send}
        </button>
      </p>
    </form>
  );
}
