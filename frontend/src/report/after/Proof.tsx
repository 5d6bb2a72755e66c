/** A sheet for those who must show that they reported: reference, time and role, no word of the case. */
import { language } from '../../i18n/index.ts';
import { fullTime } from '../../lib/spans.ts';
import type { Arrived } from '../sending.ts';
import { after, first, form } from '../words.ts';

export function Proof({ arrived, role }: { arrived: Arrived; role: string }) {
  const t = after().sent;
  const roles = form().you.role;
  return (
    <>
      <p class="flow gap-s">
        <button type="button" class="btn line wide" onClick={() => window.print()}>
          {t.proof}
        </button>
        <span class="hint block">{t.proofHint}</span>
      </p>
      <section class="proof" aria-hidden="true">
        <h2>{t.proofTitle}</h2>
        <p>{t.proofText}</p>
        <dl>
          <dt>{t.reference}</dt>
          <dd class="nowrap">{arrived.reference}</dd>
          <dt>{t.received}</dt>
          <dd>{fullTime(arrived.received_at, language.value)}</dd>
          <dt>{t.proofRole}</dt>
          <dd>{roles[role as keyof typeof roles]}</dd>
        </dl>
        <p>{t.proofLimit}</p>
        <p>{first().name}</p>
      </section>
    </>
  );
}
