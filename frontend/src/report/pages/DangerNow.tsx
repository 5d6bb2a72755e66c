/** It has become dangerous since: the call first, then the alert, which rings for everybody on duty. */
import { useSignal } from '@preact/signals';
import { language } from '../../i18n/index.ts';
import { writtenReceipt } from '../../lib/receipt.ts';
import { check, late } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { CallPair } from '../../parts/Calls.tsx';
import { emergencyNumber } from '../deployment.ts';
import { additions, hasArrived } from '../sending.ts';
import { sendAddition } from '../submit.ts';
import { first, pages } from '../words.ts';

export function DangerNow({ receipt }: { receipt: string }) {
  const t = pages().followUp.danger;
  const open = useSignal(false);
  const asked = useSignal(false);
  const state = additions.value;
  const alert = () => {
    asked.value = true;
    if (state.state !== 'sending') void sendAddition({ receipt: writtenReceipt(receipt), language: language.peek(), danger_now: 'yes' });
  };
  if (!open.value) {
    return (
      <p>
        <button type="button" class="btn line wide" aria-expanded="false" onClick={() => void (open.value = true)}>
          {t.open}
        </button>
      </p>
    );
  }
  return (
    <section class="flow gap-s after" aria-labelledby="danger-title">
      <h2 id="danger-title">{t.title}</h2>
      <CallPair now numbers={{ police: emergencyNumber('police'), ambulance: emergencyNumber('ambulance') }} labels={first()} />
      {asked.value && hasArrived(state) && (
        <Banner glyph={check} tone="good" role="status">
          <p>{t.done}</p>
        </Banner>
      )}
      {asked.value && (state.state === 'waiting' || state.state === 'refused') && (
        <Banner glyph={late} tone="bad" role="alert">
          <p>{t.notSent}</p>
        </Banner>
      )}
      {!(asked.value && hasArrived(state)) && (
        <p class="flow gap-s">
          <button type="button" class="btn stop wide" aria-disabled={state.state === 'sending' ? 'true' : undefined} onClick={alert}>
            {asked.value && state.state === 'sending' ? t.going : t.go}
          </button>
        </p>
      )}
    </section>
  );
}
