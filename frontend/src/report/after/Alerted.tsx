/** The alert is in. The phone call comes first, then where the child is. */
import { late } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { CallPair } from '../../parts/Calls.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { emergencyNumber } from '../deployment.ts';
import { goOn } from '../flow.ts';
import { delivery } from '../sending.ts';
import { after, first } from '../words.ts';
import { Pass } from './Pass.tsx';

export function Alerted() {
  const t = after().alerted;
  return (
    <>
      <Heading phrases={t.title} />
      <p class="lead">{t.lead}</p>
      <CallPair now numbers={{ police: emergencyNumber('police'), ambulance: emergencyNumber('ambulance') }} labels={first()} />
      {delivery.value.state === 'kept' && (
        <Banner glyph={late} tone="bad" role="alert">
          <p>{after().sent.kept}</p>
        </Banner>
      )}
      <p class="go">
        <button type="button" class="btn main tall wide" onClick={() => void goOn('alerted')}>
          {t.more}
        </button>
      </p>
      <p class="hint">{t.moreHint}</p>
      <Pass />
    </>
  );
}
