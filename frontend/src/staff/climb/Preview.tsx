/** Who would be called when, if an alert arrived at a moment and nobody answered; asked anew a moment after each change. */
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../../data/client.ts';
import { type Policy, type PolicyBody, type PolicyPreview, previewPolicy, type Rung } from '../../data/policies.ts';
import { Banner } from '../../parts/Banner.tsx';
import { Field } from '../../parts/Field.tsx';
import { bellOff } from '../../parts/glyphs-staff.tsx';
import type { Faults } from '../duty/faults.ts';
import { momentWords } from '../duty/say.ts';
import { faultsIn } from '../parts/field_faults.ts';
import { to } from '../routes.ts';
import { zone } from '../state/content.ts';
import { asked } from '../state/session.ts';
import { words } from '../words.ts';
import { fromWall } from '../zone.ts';
import { climbWords } from './words.ts';

/** Typing goes on within so many milliseconds. */
const PAUSE_MS = 350;

export interface Seen {
  preview: PolicyPreview | null;
  faults: Faults;
}

const NOTHING: Seen = { preview: null, faults: {} };

/** `body` null: something is still missing. Faults that only the server knows stand at their fields. */
export function usePreview(team: string, urgency: Policy['urgency'], wall: string, body: PolicyBody | null): Seen {
  const [seen, setSeen] = useState(NOTHING);
  const at = fromWall(wall, zone());
  const asks = body && !Number.isNaN(at) ? JSON.stringify({ ...body, team, urgency, at: new Date(at).toISOString() }) : null;
  useEffect(() => {
    if (!asks) return setSeen(NOTHING);
    const stop = new AbortController();
    const look = async () => {
      try {
        const preview = await asked(previewPolicy(JSON.parse(asks), stop.signal));
        if (!stop.signal.aborted) setSeen({ preview, faults: {} });
      } catch (error) {
        // Without an answer the form can still be sent; only what is wrong with a field belongs to it.
        if (!stop.signal.aborted) setSeen({ preview: null, faults: error instanceof ApiError && error.errors.length ? faultsIn(error, climbWords()) : {} });
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

const LOOK: Record<string, string> = { true: 'state ok', null: 'state old', false: 'state no' };

function Called({ rung }: { rung: Rung }) {
  const said = climbWords();
  return (
    <>
      {rung.calls.map((call) => (
        <div key={`${call.team.id} ${call.whom}`} class="called">
          <small class="dim">
            {call.team.name} · {said.whoThere(call.whom)}
          </small>
          {call.people.length === 0 && <p class="dim">{said.nobody}</p>}
          <ul>
            {call.people.map((person) => (
              <li key={person.id}>
                {person.name} <span class={LOOK[String(person.reachable)]}>{said.reach[String(person.reachable)]}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {rung.round_robin && <small class="dim">{said.oneOf}</small>}
      {!rung.reaches_somebody && <p class="dim">{said.atOnceNext}</p>}
    </>
  );
}

interface PanelProps {
  of: Seen;
  /** How many of the rungs are the policy's own; above them the teams above are called. */
  steps: number;
  urgency: Policy['urgency'];
  wall: string;
  onWall(wall: string): void;
}

/** Red only where other steps would reach somebody; that nobody at all can be reached is no fault of the steps. */
function Deaf({ preview, steps }: { preview: PolicyPreview; steps: number }) {
  const said = climbWords();
  if (!preview.somebody_could) {
    return (
      <Banner glyph={bellOff} tone="quiet" title={said.allDeafTitle}>
        <p>{said.allDeafHint}</p>
        <p>
          <a class="link" href={to.hearing}>
            {words().hearing}
          </a>
        </p>
      </Banner>
    );
  }
  if (preview.rungs.slice(0, steps).some((rung) => rung.reaches_somebody)) return null;
  return (
    <Banner glyph={bellOff} tone="bad" title={said.deafTitle}>
      <p>{preview.reaches_somebody ? said.deafClimbs : said.deafHint}</p>
    </Banner>
  );
}

export function PreviewPanel({ of: { preview }, steps, urgency, wall, onWall }: PanelProps) {
  const said = climbWords();
  return (
    <section class="climb-preview">
      <h2>{said.preview}</h2>
      <Field id="preview-at" type="datetime-local" label={said.previewAt} value={wall} onInput={onWall} />
      {!preview && <p class="dim">{said.previewWait}</p>}
      {preview && <Deaf preview={preview} steps={steps} />}
      {preview && (
        <div class="panel after-s">
          <h3>{said.previewTitle(words().priority[urgency])}</h3>
          <ol class="line ladder">
            {preview.rungs.map((rung, number) => (
              <li key={number} class={rung.reaches_somebody ? 'live' : undefined}>
                <b class="num">{momentWords(Date.parse(rung.due_at))}</b>
                <Called rung={rung} />
              </li>
            ))}
          </ol>
          <p class="hint">
            {said.repeats(preview.repeats_every_seconds / 60)} {said.asNow}
          </p>
        </div>
      )}
    </section>
  );
}
