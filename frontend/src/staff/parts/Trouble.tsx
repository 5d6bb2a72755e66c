/** What a screen shows while it waits, and when it could not have what it asked for. */
import { info, late } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import type { Failure } from '../state/session.ts';
import { words } from '../words.ts';

export const Waiting = () => (
  <output class="waiting">
    {words().loading}
    <span aria-hidden="true">…</span>
  </output>
);

/** One sentence for a failure that did not come with its own. */
export const failureWords = (failure: Failure) => (failure === 'unreachable' ? words().unreachable : words().serverFailed);

/** In place of the content. `onAgain` offers another try. */
export function Trouble({ failure, onAgain }: { failure: Failure; onAgain(): void }) {
  return (
    <Banner glyph={late} tone="bad" role="alert" title={words().loadFailed}>
      <p>{failureWords(failure)}</p>
      <p>
        <button type="button" class="btn line" onClick={onAgain}>
          {words().again}
        </button>
      </p>
    </Banner>
  );
}

/** Above content that is no longer fresh. */
export function Stale({ since }: { since: string }) {
  return (
    <output>
      <Banner glyph={info} tone="quiet">
        <p>{words().stale(since)}</p>
      </Banner>
    </output>
  );
}
