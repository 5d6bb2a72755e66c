/** What the two sides have written, by day. Nobody is named. */
import { Fragment } from 'preact';
import type { Message } from '../../data/follow_up.ts';
import { language } from '../../i18n/index.ts';
import { clockTime, dayName } from '../../lib/spans.ts';
import { pages } from '../words.ts';

export function Thread({ messages }: { messages: readonly Message[] }) {
  const t = pages().followUp;
  if (!messages.length) return null;
  return (
    <section class="thread" aria-label={t.messages} aria-live="polite">
      {messages.map((message, index) => {
        const day = dayName(message.at, language.value);
        const before = messages[index - 1];
        const isNewDay = !before || dayName(before.at, language.value) !== day;
        return (
          <Fragment key={`${message.at} ${index}`}>
            {isNewDay && <p class="day">{day}</p>}
            <One message={message} />
          </Fragment>
        );
      })}
    </section>
  );
}

function One({ message }: { message: Message }) {
  const t = pages().followUp;
  const isResult = message.kind === 'result';
  return (
    <div class={message.mine ? 'msg mine' : isResult ? 'msg result' : 'msg'}>
      <small>
        {message.mine ? t.you : isResult ? t.result : t.duty} · <time dateTime={message.at}>{clockTime(message.at, language.value)}</time>
      </small>
      <p>{message.text}</p>
    </div>
  );
}
