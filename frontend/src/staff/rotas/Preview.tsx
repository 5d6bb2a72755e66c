/** What a rota would make of the next four weeks, or why it makes nothing; asked for anew a moment after each change. */
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../../data/client.ts';
import { type Preview, previewRota } from '../../data/rotas.ts';
import { gapsOf, previewSlots } from '../duty/slots.ts';
import { today } from '../duty/state.ts';
import { daysFrom, daysLater } from '../duty/week.ts';
import { rangeWords, WeekView } from '../duty/WeekViews.tsx';
import { zone } from '../state/content.ts';
import { asked } from '../state/session.ts';
import { bodyOf, type Draft, isReadable } from './draft.ts';
import { type Faults, faultsOf } from './faults.ts';
import { rotaWords } from './words.ts';

/** Typing goes on within so many milliseconds. */
const PAUSE_MS = 350;
const WEEKS = [0, 1, 2, 3];

interface Seen {
  preview: Preview | null;
  /** What the server finds wrong. */
  faults: Faults;
  /** It gave no answer. The form can be sent all the same. */
  silent: boolean;
}

const NOTHING: Seen = { preview: null, faults: {}, silent: false };

/** Not asked before anything was typed, nor for what the server could not read. */
export function usePreview(draft: Draft, team: string, rota: string | null, touched: boolean): Seen {
  const [seen, setSeen] = useState(NOTHING);
  const asks = touched && isReadable(draft) ? JSON.stringify({ ...bodyOf(draft, team), rota, name: '-' }) : null;
  useEffect(() => {
    if (!asks) return setSeen(NOTHING);
    const stop = new AbortController();
    const look = async () => {
      try {
        const preview = await asked(previewRota(JSON.parse(asks), stop.signal));
        if (!stop.signal.aborted) setSeen({ ...NOTHING, preview });
      } catch (error) {
        const told = error instanceof ApiError && error.errors.length > 0;
        if (!stop.signal.aborted) setSeen({ ...NOTHING, faults: told ? faultsOf(error) : {}, silent: !told });
      }
    };
    const timer = setTimeout(() => void look(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asks]);
  return seen;
}

/** In place of what cannot be shown: why. */
function NoPreview({ silent, reasons }: { silent: boolean; reasons: readonly string[] }) {
  const said = rotaWords();
  if (!reasons.length) return <p>{silent ? said.previewSilent : said.previewWait}</p>;
  return (
    <div class="no-preview">
      <p>{said.previewNot}</p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </div>
  );
}

/** `reasons`: all that stands in the way. */
export function PreviewPanel({ of: { preview, silent }, reasons }: { of: Seen; reasons: readonly string[] }) {
  const said = rotaWords();
  const [week, setWeek] = useState(0);
  const shown = reasons.length ? null : preview;
  const days = daysFrom(daysLater(today(), week * 7), 7, zone());
  return (
    <section class="rota-preview">
      <h2>{said.preview}</h2>
      {shown && <p class="hint">{said.previewHint}</p>}
      <output class={shown?.gaps.length ? 'block gaps' : 'block dim'}>
        {shown ? shown.gaps.length ? said.previewGaps(shown.gaps.length) : said.previewFull : <NoPreview silent={silent} reasons={reasons} />}
      </output>
      {shown && (
        <>
          <div class="tools" role="group" aria-label={said.weeks}>
            {WEEKS.map((number) => (
              <button key={number} type="button" class="tool" aria-pressed={number === week} onClick={() => setWeek(number)}>
                {said.weekOf(number + 1)}
              </button>
            ))}
          </div>
          <WeekView narrow days={days} slots={previewSlots(shown, said.otherRota)} gaps={gapsOf(shown)} caption={said.previewCaption(...rangeWords(days))} />
        </>
      )}
    </section>
  );
}
