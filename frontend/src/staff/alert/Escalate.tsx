/** Has more people called now, and says first who they are. */
import { useEffect, useState } from 'preact/hooks';
import { type Alert, type ComingCall, comingCall, escalate } from '../../data/alerts.ts';
import { Field } from '../../parts/Field.tsx';
import { Act } from '../parts/Act.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { failureWords } from '../parts/Trouble.tsx';
import { pollNow } from '../state/poll.ts';
import { asked, failureOf } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { deafWords, nextWords } from './coming.ts';
import { alertWords } from './words.ts';

export interface AnswerProps {
  alert: Alert;
  /** False when the answer was refused because the alert had changed, which has been said by then. */
  answered(work: Promise<unknown>): Promise<boolean>;
  onDone(): void;
  onClose(): void;
}

export function EscalateDialog({ alert, answered, onDone, onClose }: AnswerProps) {
  const said = alertWords().escalate;
  const [coming, setComing] = useState<ComingCall | 'unknown' | null>(null);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  useEffect(() => {
    // Whoever cannot be told who is next may still have them called.
    asked(comingCall(alert.id)).then(setComing, () => setComing('unknown'));
  }, [alert.id]);
  const act = async () => {
    try {
      setError(undefined);
      if (!(await answered(asked(escalate(alert.id, reason.trim()))))) return;
      say(said.done);
      onDone();
      void pollNow();
    } catch (failed) {
      setError(failureWords(failureOf(failed)));
    }
  };
  const known = coming !== null && coming !== 'unknown' ? coming : null;
  const deaf = known && deafWords(known);
  return (
    <Dialog title={said.title} onClose={onClose}>
      <output class="next-call">
        <p>{coming === null ? `${said.looking}…` : known ? nextWords(known) : said.unknown}</p>
        {deaf && <p class="dim">{deaf}</p>}
      </output>
      {alert.state === 'acknowledged' && <p class="dim">{said.held}</p>}
      <Field id="why-more" label={said.reason} value={reason} onInput={setReason} maxLength={500} />
      {error && (
        <p class="wrong" role="alert">
          {error}
        </p>
      )}
      <div class="two">
        <Act class="btn main" busy={said.going} onAct={act}>
          {said.go}
        </Act>
        <button type="button" class="btn line" onClick={onClose}>
          {words().cancel}
        </button>
      </div>
    </Dialog>
  );
}
