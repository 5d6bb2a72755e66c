/** Ends a rota; before somebody says yes to it, it is named for which hours nobody would be left. */
import { useState } from 'preact/hooks';
import type { Span } from '../../data/board.ts';
import { endingOf, type Rota } from '../../data/rotas.ts';
import { sentences } from '../../i18n/sentences.ts';
import { momentWords } from '../duty/say.ts';
import { Act } from '../parts/Act.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { present } from '../state/now.ts';
import { asked } from '../state/session.ts';
import { words } from '../words.ts';
import { rotaWords } from './words.ts';

const SOON = 60_000;

/** One sentence about what would be open; null where it could not be learnt. */
function gapWords(team: string, gaps: readonly Span[] | null): string {
  const said = rotaWords();
  if (!gaps) return said.stopUnknown;
  const [first] = gaps;
  if (!first) return said.stopCovered(team);
  const start = Date.parse(first.starts_at);
  const from = start - present() < SOON ? null : momentWords(start);
  return said.stopGap(team, from, first.ends_at ? momentWords(Date.parse(first.ends_at)) : null, gaps.length - 1);
}

export function Ending({ rota, onGo }: { rota: Rota; onGo(): Promise<void> }) {
  const said = rotaWords();
  const [gap, setGap] = useState<string | null>(null);
  const ask = async () => {
    const gaps = await asked(endingOf(rota.id, new AbortController().signal)).catch(() => null);
    setGap(gapWords(rota.team.name, gaps));
  };
  return (
    <p>
      <Act class="textbtn" busy={said.stopLooking} onAct={ask}>
        {said.stop}
      </Act>
      {gap !== null && (
        <ConfirmDialog title={said.stopTitle(rota.name)} hint={sentences(gap, said.stopHint)} go={said.stop} going={said.stopping} stay={words().cancel} onGo={onGo} onClose={() => setGap(null)} />
      )}
    </p>
  );
}
