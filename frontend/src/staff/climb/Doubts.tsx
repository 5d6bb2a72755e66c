/** A second thought before steps are set that leave out who is on duty, or reach nobody as things stand. */
import { useState } from 'preact/hooks';
import type { FieldProblem } from '../../data/client.ts';
import { Act } from '../parts/Act.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { climbWords } from './words.ts';

interface DoubtsProps {
  of: readonly FieldProblem[];
  /** The words for what went wrong. */
  failed(error: unknown): string;
  onGo(): Promise<void>;
  onClose(): void;
}

const stepOf = (pointer: string) => Number(pointer.split('/')[2] ?? 0) + 1;

export function Doubts({ of, failed, onGo, onClose }: DoubtsProps) {
  const said = climbWords();
  const [error, setError] = useState<string>();
  const act = async () => {
    try {
      await onGo();
      onClose();
    } catch (cause) {
      setError(failed(cause));
    }
  };
  return (
    <Dialog title={said.doubtsTitle} onClose={onClose}>
      <ul class="flow doubts">
        {of.map(({ pointer, code }) => (
          <li key={`${pointer} ${code}`}>{(said.doubt[code] ?? said.doubt['other'])?.(stepOf(pointer))}</li>
        ))}
      </ul>
      {error && (
        <p class="wrong" role="alert">
          {error}
        </p>
      )}
      <div class="two">
        <Act class="btn stop" busy={said.saving} onAct={act}>
          {said.doubtsGo}
        </Act>
        <button type="button" class="btn main" onClick={onClose}>
          {said.doubtsStay}
        </button>
      </div>
    </Dialog>
  );
}
