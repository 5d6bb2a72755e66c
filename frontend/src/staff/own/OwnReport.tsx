/** One report of mine: how far it is, what was promised, and what I and the people on duty have written. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { letGo, type OwnReport as Shown, readOwn, writeOwn } from '../../data/own_reports.ts';
import { uuid } from '../../lib/uuid.ts';
import { Field } from '../../parts/Field.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Panel } from '../parts/Panels.tsx';
import { failureWords, Trouble, Waiting } from '../parts/Trouble.tsx';
import { to } from '../routes.ts';
import { momentOf } from '../state/content.ts';
import { go } from '../state/router.ts';
import { asked, type Failure, failureOf } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { ownWords } from './words.ts';

export function OwnReport({ reference }: { reference: string }) {
  const t = ownWords();
  const [shown, setShown] = useState<Shown | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isSure, setSure] = useState(true);
  const load = async () => {
    try {
      setFailure(null);
      setShown(await asked(readOwn(reference)));
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  useEffect(() => void load(), []);
  const drop = async () => {
    await asked(letGo(reference));
    say(t.gone);
    go(to.own(), { replace: true });
  };
  return (
    <Frame title={t.title}>
      <div class="wrap">
        <div class="narrow stack">
          <p>
            <a class="link" href={to.own()}>
              {words().back}
            </a>
          </p>
          {!shown && (failure ? <Trouble failure={failure} onAgain={() => void load()} /> : <Waiting />)}
          {shown && (
            <>
              <Progress of={shown} />
              <Messages of={shown} onWritten={load} />
              <p>
                <button type="button" class="textbtn" onClick={() => setSure(false)}>
                  {t.letGo}
                </button>
              </p>
            </>
          )}
          {!isSure && <ConfirmDialog title={t.letGoTitle} hint={t.letGoHint} go={t.letGo} going={t.lettingGo} stay={words().cancel} onGo={drop} onClose={() => setSure(true)} />}
        </div>
      </div>
    </Frame>
  );
}

function Progress({ of: shown }: { of: Shown }) {
  const t = ownWords();
  const { opened_by: opened, decided_by: decided, result_by: result } = shown.expected ?? {};
  const reached = new Set(shown.history.map(({ stage }) => stage));
  const promised = ([['opened', opened], ['decided', decided], ['result_told', result]] as const).filter(([what, when]) => when && !reached.has(what));
  return (
    <Panel title={t.stage[shown.stage]}>
      <p class="dim">
        <span class="num">{shown.reference}</span>
        {shown.entrance && ` · ${shown.entrance}`}
      </p>
      {shown.overdue.map((what) => (
        <p key={what} class="doubt">
          {t.late(t.promised[what])}
        </p>
      ))}
      <dl class="facts">
        {shown.history.map(({ stage, at }) => (
          <div key={stage}>
            <dt class="num">{momentOf(at)}</dt>
            <dd>{t.happened[stage]}</dd>
          </div>
        ))}
      </dl>
      {promised.map(([what, when]) => (
        <p key={what} class="hint">
          {t.by(t.promised[what], momentOf(when ?? ''))}
        </p>
      ))}
      <p class="hint">{t.limit}</p>
    </Panel>
  );
}

function Messages({ of: shown, onWritten }: { of: Shown; onWritten(): Promise<void> }) {
  const t = ownWords();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [working, setWorking] = useState(false);
  /** The same until it has arrived, so that a lost answer sends nothing twice. */
  const key = useRef({ text: '', key: '' });
  const submit = async (event: Event) => {
    event.preventDefault();
    if (working) return;
    const said = text.trim();
    setWrong(said ? undefined : t.needText);
    if (!said) return document.getElementById('own-text')?.focus();
    if (key.current.text !== said) key.current = { text: said, key: uuid() };
    setWorking(true);
    try {
      await asked(writeOwn(shown.reference, said, key.current.key));
      setText('');
      key.current = { text: '', key: '' };
      say(t.sent);
      await onWritten();
    } catch (error) {
      setWrong(failureWords(failureOf(error)));
    }
    setWorking(false);
  };
  return (
    <Panel title={t.thread}>
      {shown.messages.length > 0 && (
        <div class="thread">
          {shown.messages.map(({ mine, at, text: said, kind }) => (
            <div key={at} class={mine ? 'msg mine' : kind === 'result' ? 'msg result' : 'msg'}>
              <small>{[mine ? t.you : t.duty, kind === 'result' && t.result, momentOf(at)].filter(Boolean).join(' · ')}</small>
              <p>{said}</p>
            </div>
          ))}
        </div>
      )}
      <form class="flow" noValidate onSubmit={(event) => void submit(event)}>
        <Field id="own-text" long class="brief" label={t.write} hint={t.writeHint} value={text} onInput={setText} error={wrong} maxLength={20_000} />
        <p>
          <button type="submit" class="btn main" aria-disabled={working}>
            {working ? t.sending : t.send}
          </button>
        </p>
      </form>
    </Panel>
  );
}
