/** The clock in its two sizes: a chip in a row, and the wick that burns down under it. Words first, then colour. */
import type { Due } from '../../data/reports.ts';
import { clock, late } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { type ClockState, clockOf } from '../spans.ts';
import { now } from '../state/now.ts';
import { words } from '../words.ts';

/** "3 min left" or "overdue 4 min". */
export function clockWords({ tone, span }: ClockState): string {
  return tone === 'over' ? words().over(span) : words().left(span);
}

/** `pressed`: never calm, however much time is left. */
export function Chip({ due, pressed }: { due: Due | null; pressed?: boolean }) {
  const state = clockOf(due, now.value);
  if (!state) return <span class="chip done">{words().inbox.noClock}</span>;
  return (
    <span class={`chip ${pressed && state.tone === 'ok' ? 'soon' : state.tone}`}>
      <Icon of={state.tone === 'over' ? late : clock} />
      {clockWords(state)}
    </span>
  );
}

export function Wick({ used }: { used: number }) {
  return (
    <svg class="wick" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 1.5H100" />
      {used > 0 && <path d={`M0 1.5H${(used * 100).toFixed(1)}`} />}
    </svg>
  );
}
