/** Not sent yet: says so plainly, keeps trying, offers the phone, and lets the person take it back. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { clock, info } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { CallPair } from '../../parts/Calls.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { emergencyNumber } from '../deployment.ts';
import { go, screen } from '../flow.ts';
import { delivery, hasArrived, receipt, waitingCount } from '../sending.ts';
import { deleteWaiting } from '../submit.ts';
import { after, first } from '../words.ts';
import { Again } from './Again.tsx';
import { FileNews } from './FileNews.tsx';
import { Pass } from './Pass.tsx';

export function WaitingPage() {
  const t = after().waiting;
  const state = delivery.value;
  const sure = useSignal(false);
  useSignalEffect(() => {
    if (hasArrived(delivery.value) && screen.peek() === 'waiting') void go('sent', { fresh: true });
  });
  if (state.state === 'none' && waitingCount.value === 0) return <Nothing />;
  const text = state.state === 'refused' ? t.refused : state.state === 'waiting' && !state.stored ? t.holding : t.lead;
  return (
    <>
      <Heading phrases={t.title} />
      <Banner glyph={clock} role="status">
        <p>{text}</p>
      </Banner>
      <p class="go flow gap-s">
        <Again />
      </p>
      <FileNews />
      {receipt.value && <Pass />}
      <section class="flow gap-s after" aria-labelledby="call-title">
        <h2 id="call-title">{t.call}</h2>
        <CallPair numbers={{ police: emergencyNumber('police'), ambulance: emergencyNumber('ambulance') }} labels={first()} />
      </section>
      {sure.value ? (
        <Sure onKeep={() => void (sure.value = false)} />
      ) : (
        <p>
          <button type="button" class="textbtn" onClick={() => void (sure.value = true)}>
            {t.remove}
          </button>
        </p>
      )}
    </>
  );
}

function Sure({ onKeep }: { onKeep(): void }) {
  const t = after().waiting;
  return (
    <div class="card flow gap-s" role="alert">
      <p>{t.removeSure}</p>
      <div class="two">
        <button type="button" class="btn stop" onClick={() => void remove()}>
          {t.removeYes}
        </button>
        <button type="button" class="btn line" onClick={onKeep}>
          {t.keep}
        </button>
      </div>
    </div>
  );
}

async function remove(): Promise<void> {
  await deleteWaiting();
  delivery.value = { state: 'none' };
  receipt.value = '';
}

function Nothing() {
  const t = after().waiting;
  return (
    <>
      <Heading phrases={[t.none]} />
      <Banner glyph={info} tone="quiet">
        <p>{after().leaving.history}</p>
      </Banner>
      <p class="go">
        <button type="button" class="btn main tall wide" onClick={() => void go('start', { fresh: true })}>
          {t.home}
        </button>
      </p>
    </>
  );
}
