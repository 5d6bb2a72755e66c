/** Write to the reporter: ready words in the reporter's language, changed as one likes, or one's own. */
import { useRef, useState } from 'preact/hooks';
import type { Reply } from '../../data/practice.ts';
import type { Report, ThreadMessage } from '../../data/reports.ts';
import { type Language, inLanguage } from '../../i18n/index.ts';
import { Field } from '../../parts/Field.tsx';
import { uuid } from '../../lib/uuid.ts';
import { failureWords } from '../parts/Trouble.tsx';
import { dispositionOf, practice } from '../state/content.ts';
import { open, writeToReporter } from '../state/report.ts';
import { failureOf } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { fitting } from './fitting.ts';
import { threadWords } from './words.ts';

export function Write({ report }: { report: Report }) {
  const t = threadWords();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<ThreadMessage['kind']>('message');
  const [key, setKey] = useState(uuid);
  const [wrong, setWrong] = useState<string>();
  const [sending, setSending] = useState(false);
  const isDecided = report.state === 'decided' || report.state === 'closed';
  const decided = open.value?.decisions[0]?.disposition;
  const replies = fitting(practice.value?.replies ?? [], { kind, group: decided ? dispositionOf(decided)?.group : undefined, isChild: report.reporter.role === 'child' });
  const write = (typed: string) => {
    setText(typed);
    if (typed.trim()) setWrong(undefined);
  };
  const send = async (event: Event) => {
    event.preventDefault();
    if (sending) return;
    if (!text.trim()) {
      setWrong(t.needText);
      return document.getElementById('to-reporter')?.focus();
    }
    setSending(true);
    try {
      await writeToReporter(report.reference, text.trim(), kind, key);
      say(t.sent);
      setText('');
      setKind('message');
      setKey(uuid());
    } catch (error) {
      setWrong(failureWords(failureOf(error)));
    }
    setSending(false);
  };
  return (
    <form class="flow gap-s after" noValidate onSubmit={(event) => void send(event)}>
      <Field id="to-reporter" long class="brief" label={t.write} hint={t.writeHint} value={text} error={wrong} onInput={write} maxLength={20_000} />
      <Ready replies={replies} language={report.language} onPick={(words) => write(text.trim() ? `${text.trim()}\n${words}` : words)} />
      {isDecided && !report.result?.at && (
        <label class="tick">
          <input type="checkbox" checked={kind === 'result'} onChange={(event) => setKind(event.currentTarget.checked ? 'result' : 'message')} />
          <span>
            {t.isResult}
            <small class="dim">{t.isResultHint}</small>
          </span>
        </label>
      )}
      {!isDecided && <p class="dim">{t.resultLater}</p>}
      <p>
        <button type="submit" class="btn line" aria-disabled={sending}>
          {sending ? t.sending : kind === 'result' ? t.sendResult : t.send}
        </button>
      </p>
    </form>
  );
}

function Ready({ replies, language, onPick }: { replies: readonly Reply[]; language: string; onPick(words: string): void }) {
  const t = threadWords();
  const box = useRef<HTMLDetailsElement>(null);
  const pick = (words: string) => {
    onPick(words);
    box.current?.removeAttribute('open');
    document.getElementById('to-reporter')?.focus();
  };
  if (!replies.length) return null;
  return (
    <details ref={box}>
      <summary>{t.ready}</summary>
      <ul class="ready">
        {replies.map((reply) => {
          const words = reply.text[language as Language] ?? inLanguage(reply.text);
          return (
            <li key={reply.code}>
              <button type="button" class="tool" lang={language} title={inLanguage(reply.text)} onClick={() => pick(words)}>
                {words}
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
