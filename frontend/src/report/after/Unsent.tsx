/** NOT SENT: fills the screen, because somebody may believe that help was called. Goes on by itself once it is in. */
import { useSignalEffect } from '@preact/signals';
import { CallPair } from '../../parts/Calls.tsx';
import { late } from '../../parts/glyphs-form.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { emergencyNumber } from '../deployment.ts';
import { go, goOn, screen } from '../flow.ts';
import { delivery, hasArrived } from '../sending.ts';
import { after, first } from '../words.ts';
import { Again } from './Again.tsx';
import { Pass } from './Pass.tsx';

export function Unsent() {
  const t = after().unsent;
  useSignalEffect(() => {
    if (hasArrived(delivery.value) && screen.peek() === 'unsent') void go('alerted', { fresh: true });
  });
  const state = delivery.value;
  return (
    <>
      <div class="unsent flow" role="alert">
        <Icon of={late} />
        <Heading phrases={t.title} />
        <p>{t.lead}</p>
        <CallPair now numbers={{ police: emergencyNumber('police'), ambulance: emergencyNumber('ambulance') }} labels={first()} />
        <p>{state.state === 'waiting' && !state.stored ? t.holding : t.retrying}</p>
      </div>
      <p class="go flow gap-s">
        <Again />
        <button type="button" class="btn line wide" onClick={() => void goOn('alerted')}>
          {t.goOn}
        </button>
      </p>
      <Pass />
    </>
  );
}
