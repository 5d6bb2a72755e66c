/** What was done last, and the way back. Stays until the next thing is done, and is read out. */
import { useEffect, useState } from 'preact/hooks';
import { Banner } from '../../parts/Banner.tsx';
import { check } from '../../parts/glyphs-form.tsx';
import { Act } from './Act.tsx';

export interface Done {
  text: string;
  /** Takes it back. Without one there is no way back. */
  undo?: () => Promise<void>;
}

interface DoneNoteProps {
  done: Done | null;
  undo: string;
  undoing: string;
  /** The words for an undo that failed. */
  failed(error: unknown): string;
}

export function DoneNote({ done, undo, undoing, failed }: DoneNoteProps) {
  const [wrong, setWrong] = useState<string>();
  useEffect(() => setWrong(undefined), [done]);
  const back = done?.undo;
  const act = async () => {
    try {
      await back?.();
    } catch (error) {
      setWrong(failed(error));
    }
  };
  return (
    <output class="block no-print">
      {done && (
        <Banner glyph={check} tone="good">
          <p>{done.text}</p>
          {back && (
            <p>
              <Act class="textbtn" busy={undoing} onAct={act}>
                {undo}
              </Act>
            </p>
          )}
          {wrong && <p class="wrong">{wrong}</p>}
        </Banner>
      )}
    </output>
  );
}
