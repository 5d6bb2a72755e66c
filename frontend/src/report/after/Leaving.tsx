/** Asked before leaving while a sealed report still waits: nothing is lost without a word. */
import { Heading } from '../../parts/Heading.tsx';
import { goBack } from '../flow.ts';
import { vanish } from '../leave.ts';
import { delivery } from '../sending.ts';
import { after } from '../words.ts';

export function Leaving() {
  const t = after().leaving;
  const state = delivery.value;
  const isInMemoryOnly = state.state === 'waiting' && !state.stored;
  return (
    <>
      <Heading phrases={t.title} />
      <p class="lead">{isInMemoryOnly ? t.lost : t.lead}</p>
      <p class="go flow gap-s">
        {!isInMemoryOnly && (
          <button type="button" class="btn main tall wide" onClick={() => void vanish()}>
            {t.keep}
          </button>
        )}
        <button type="button" class="btn stop wide" onClick={() => void vanish({ deleteWaiting: true })}>
          {isInMemoryOnly ? t.anyway : t.remove}
        </button>
        <button type="button" class="btn line wide" onClick={() => void goBack()}>
          {t.stay}
        </button>
      </p>
      <p class="hint">{t.history}</p>
    </>
  );
}
