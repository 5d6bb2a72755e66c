/** Hands an alert back: says first who is called next, and offers reasons that fill the text. */
import { useEffect, useState } from 'preact/hooks';
import { type Alert, callAfterHandBack, type ComingCall } from '../../data/alerts.ts';
import { ReasonDialog } from '../parts/ReasonDialog.tsx';
import { to } from '../routes.ts';
import { emergencyNumber } from '../state/content.ts';
import { asked } from '../state/session.ts';
import { deafWords, nextWords } from './coming.ts';
import { alertWords } from './words.ts';

function Next({ id }: { id: string }) {
  const said = alertWords();
  const [coming, setComing] = useState<ComingCall | 'unknown' | null>(null);
  useEffect(() => {
    // Whoever cannot be told who is next may still hand it back.
    asked(callAfterHandBack(id)).then(setComing, () => setComing('unknown'));
  }, [id]);
  if (coming === null) return <p>{said.escalate.looking}…</p>;
  if (coming === 'unknown') return <p>{said.escalate.unknown}</p>;
  if (!coming.team) {
    return (
      <>
        <p>
          <b>{said.handBack.nobodyElse}</b>
        </p>
        <p>{said.handBack.nobodyElseDo(emergencyNumber())}</p>
        <p>
          <a class="link" href={to.hearing}>
            {said.handBack.toHearing}
          </a>
        </p>
      </>
    );
  }
  const deaf = deafWords(coming);
  return (
    <>
      <p>{nextWords(coming)}</p>
      {deaf && <p class="dim">{deaf}</p>}
    </>
  );
}

export function HandBackDialog({ alert, onReason, onClose }: { alert: Alert; onReason(reason: string): Promise<void>; onClose(): void }) {
  const said = alertWords().handBack;
  return (
    <ReasonDialog
      said={said}
      ready={said.ready}
      above={
        <output class="next-call">
          <Next id={alert.id} />
        </output>
      }
      onReason={onReason}
      onClose={onClose}
    />
  );
}
