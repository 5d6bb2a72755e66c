/** What was done last, and the way back where there is one. Stays until the next thing is done. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Banner } from '../../parts/Banner.tsx';
import { check } from '../../parts/glyphs-form.tsx';
import { Act } from '../parts/Act.tsx';
import { firstFault } from './faults.ts';
import { done } from './state.ts';
import { dutyWords } from './words.ts';

export function DoneBanner() {
  const said = dutyWords();
  const [wrong, setWrong] = useState<string>();
  const box = useRef<HTMLOutputElement>(null);
  const last = done.value;
  useEffect(() => {
    setWrong(undefined);
    if (last) box.current?.scrollIntoView({ block: 'center' });
  }, [last]);
  useEffect(() => () => void (done.value = null), []);
  const undo = last?.undo;
  const act = async () => {
    try {
      await undo?.();
    } catch (error) {
      setWrong(firstFault(error));
    }
  };
  return (
    <output class="block no-print" ref={box}>
      {last && (
        <Banner glyph={check} tone="good">
          <p>{last.text}</p>
          {undo && (
            <p>
              <Act class="textbtn" busy={said.undoing} onAct={act}>
                {said.undo}
              </Act>
            </p>
          )}
          {wrong && <p class="wrong">{wrong}</p>}
        </Banner>
      )}
    </output>
  );
}
