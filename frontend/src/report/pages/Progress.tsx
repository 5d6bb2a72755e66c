/** One report's way so far: which steps are done, by when the next is due, and a box to add something. */
import { useSignal } from '@preact/signals';
import { type FollowUp, type Message, type Stage, STAGES } from '../../data/follow_up.ts';
import { language } from '../../i18n/index.ts';
import { dayAndTime, shortTime } from '../../lib/spans.ts';
import { check, clock } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { Field } from '../../parts/Field.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { additions } from '../sending.ts';
import { sendAddition } from '../submit.ts';
import { pages } from '../words.ts';

export function Progress({ receipt, report }: { receipt: string; report: FollowUp }) {
  const t = pages().followUp;
  return (
    <>
      <p class="step">
        <span class="num">{t.reference(report.reference)}</span>
      </p>
      <Heading phrases={t.heading[report.stage]} />
      <Stages report={report} />
      {report.messages.length > 0 && <Thread messages={report.messages} />}
      <p class="hint">{t.limit}</p>
      <Add receipt={receipt} />
    </>
  );
}

function Stages({ report }: { report: FollowUp }) {
  const t = pages().followUp;
  const at = STAGES.indexOf(report.stage);
  const times = new Map(report.history.map((event) => [event.stage, event.at]));
  return (
    <ol class="stages four" aria-label={t.progress}>
      {STAGES.map((stage, index) => {
        const isLive = index === at;
        return (
          <li key={stage} class={isLive ? 'live' : index < at ? 'done' : undefined} aria-current={isLive ? 'step' : undefined}>
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
  const now = new Date();
  if (time) return <time dateTime={time}>{shortTime(time, language.value, now)}</time>;
  const due = stage === 'opened' ? report.expected?.opened_by : stage === 'decided' ? report.expected?.decided_by : null;
  return due ? <span>{t.by(shortTime(due, language.value, now))}</span> : null;
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

function Add({ receipt }: { receipt: string }) {
  const t = pages().followUp;
  const text = useSignal('');
  const fault = useSignal<string | undefined>(undefined);
  const { state } = additions.value;
  const send = (event: Event) => {
    event.preventDefault();
    if (state === 'sending') return;
    fault.value = text.value.trim() ? undefined : t.missingText;
    if (fault.value) return document.getElementById('addition')?.focus();
    void sendAddition({ receipt, language: language.peek(), what: text.value.trim(), what_by: 'text' });
    text.value = '';
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
        onInput={(value) => void (text.value = value)}
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
