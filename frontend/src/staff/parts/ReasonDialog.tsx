/** Asks for one sentence before something that leaves a record. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Field } from '../../parts/Field.tsx';
import { failureOf } from '../state/session.ts';
import { words } from '../words.ts';
import { Dialog } from './Dialog.tsx';
import { failureWords } from './Trouble.tsx';

interface ReasonWords {
  title: string;
  hint: ComponentChildren;
  reason: string;
  needReason: string;
  go: string;
  going: string;
}

interface ReasonDialogProps {
  said: ReasonWords;
  /** "stop" for what cannot be taken back. */
  tone?: 'main' | 'stop';
  /** What should be known before, above the text. */
  above?: ComponentChildren;
  /** Reasons at hand: pressing one fills the text, which can still be changed. */
  ready?: readonly string[];
  onReason(reason: string): Promise<void>;
  onClose(): void;
}

export function ReasonDialog({ said, tone = 'main', above, ready, onReason, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const [working, setWorking] = useState(false);
  /** What somebody has written is kept; one ready reason takes the place of another. */
  const fill = (each: string) => {
    const typed = reason.trim();
    setReason(!typed || ready?.includes(typed) ? each : `${typed}${words().comma}${each}`);
    setError(undefined);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (working) return;
    if (!reason.trim()) {
      setError(said.needReason);
      return document.getElementById('reason')?.focus();
    }
    setWorking(true);
    setError(undefined);
    try {
      await onReason(reason.trim());
    } catch (failed) {
      setError(failureWords(failureOf(failed)));
      setWorking(false);
    }
  };
  return (
    <Dialog title={said.title} onClose={onClose}>
      <p class="dim">{said.hint}</p>
      {above}
      <form class="flow" noValidate onSubmit={(event) => void submit(event)}>
        <Field id="reason" label={said.reason} value={reason} onInput={setReason} error={error} maxLength={500} />
        {ready && (
          <div class="reasons">
            {ready.map((each) => (
              <button key={each} type="button" class="tool" aria-pressed={reason === each} onClick={() => fill(each)}>
                {each}
              </button>
            ))}
          </div>
        )}
        <div class="two">
          <button type="submit" class={`btn ${tone}`} aria-disabled={working}>
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
