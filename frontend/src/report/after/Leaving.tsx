/** Asked before leaving while a sealed report still waits: nothing is lost without a word. */
import { Heading } from '../../parts/Heading.tsx';
import { goBack } from '../flow.ts';
import { vanish } from '../leave.ts';
import { after } from '../words.ts';

export function Leaving() {
  const t = after().leaving;
  return (
    <>
      <Heading phrases={t.title} />
      <p class="lead">{t.lead}</p>
      <p class="go flow gap-s">
        <button type="button" class="btn main tall wide" onClick={() => void vanish()}>
          {t.keep}
        </button>
        <button type="button" class="btn stop wide" onClick={() => void vanish({ deleteWaiting: true })}>
          {t.remove}
        </button>
        <button type="button" class="btn line wide" onClick={() => void goBack()}>
          {t.stay}
        </button>
      </p>
      <p class="hint">{t.history}</p>
    </>
  );
}
