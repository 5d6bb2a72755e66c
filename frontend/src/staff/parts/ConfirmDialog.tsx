/** A second thought before something with consequences. */
import { useState } from 'preact/hooks';
import { failureOf } from '../state/session.ts';
import { Act } from './Act.tsx';
import { Dialog } from './Dialog.tsx';
import { failureWords } from './Trouble.tsx';

interface ConfirmProps {
  title: string;
  hint: string;
  go: string;
  going: string;
  stay: string;
  onGo(): Promise<void>;
  onClose(): void;
}

export function ConfirmDialog({ title, hint, go, going, stay, onGo, onClose }: ConfirmProps) {
  const [error, setError] = useState<string>();
  const act = async () => {
    try {
      await onGo();
      onClose();
    } catch (failed) {
      setError(failureWords(failureOf(failed)));
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p class="dim">{hint}</p>
      {error && (
        <p class="wrong" role="alert">
          {error}
        </p>
      )}
      <div class="two">
        <Act class="btn stop" busy={going} onAct={act}>
          {go}
        </Act>
        <button type="button" class="btn line" onClick={onClose}>
          {stay}
        </button>
      </div>
    </Dialog>
  );
}
