/** What a rota would make of the next four weeks, asked for anew a moment after each change. */
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../../data/client.ts';
import { type Preview, previewRota } from '../../data/rotas.ts';
import { gapsOf, previewSlots } from '../duty/slots.ts';
import { today } from '../duty/state.ts';
import { daysFrom, daysLater } from '../duty/week.ts';
import { rangeWords, WeekView } from '../duty/WeekViews.tsx';
import { zone } from '../state/content.ts';
import { asked } from '../state/session.ts';
import { bodyOf, type Draft, needsOf } from './draft.ts';
import { type Faults, faultsOf } from './faults.ts';
import { rotaWords } from './words.ts';

/** Typing goes on within so many milliseconds. */
const PAUSE_MS = 350;
const WEEKS = [0, 1, 2, 3];

interface Seen {
  preview: Preview | null;
  faults: Faults;
}

const NOTHING: Seen = { preview: null, faults: {} };

/** Nothing while something is missing; faults that only the server knows stand at their fields. */
export function usePreview(draft: Draft, team: string): Seen {
  const [seen, setSeen] = useState(NOTHING);
  const isWhole = Object.keys({ ...needsOf({ ...draft, name: draft.name || '-' }) }).length === 0;
  const body = JSON.stringify({ ...bodyOf(draft, team), name: '-' });
  useEffect(() => {
    if (!isWhole) return setSeen(NOTHING);
    const stop = new AbortController();
    const look = async () => {
      try {
        const preview = await asked(previewRota(JSON.parse(body), stop.signal));
        if (!stop.signal.aborted) setSeen({ preview, faults: {} });
      } catch (error) {
        // Without an answer the form can still be sent; only what is wrong with a field belongs to it.
        if (!stop.signal.aborted) setSeen({ preview: null, faults: error instanceof ApiError && error.errors.length ? faultsOf(error) : {} });
      }
    };
    const timer = setTimeout(() => void look(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [body, isWhole]);
  return seen;
}

export function PreviewPanel({ of: { preview } }: { of: Seen }) {
  const said = rotaWords();
  const [week, setWeek] = useState(0);
  const days = daysFrom(daysLater(today(), week * 7), 7, zone());
  return (
    <section class="rota-preview">
      <h2>{said.preview}</h2>
      {!preview && <p class="dim">{said.previewWait}</p>}
      {preview && (
        <>
          <p class="hint">{said.previewHint}</p>
          <output class={preview.gaps.length ? 'block gaps' : 'block dim'}>{preview.gaps.length ? said.previewGaps(preview.gaps.length) : said.previewFull}</output>
          <div class="tools" role="group" aria-label={said.weeks}>
            {WEEKS.map((number) => (
              <button key={number} type="button" class="tool" aria-pressed={number === week} onClick={() => setWeek(number)}>
                {said.weekOf(number + 1)}
              </button>
            ))}
          </div>
          <WeekView narrow days={days} slots={previewSlots(preview)} gaps={gapsOf(preview)} caption={said.previewCaption(...rangeWords(days))} />
        </>
      )}
    </section>
  );
}
