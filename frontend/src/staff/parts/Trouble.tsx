/** What a screen shows while it waits, and when it could not have what it asked for. */
import { useEffect, useRef } from 'preact/hooks';
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

/** One sentence for something done that failed without a sentence of its own. It is not done, and nothing does it later. */
export const failureWords = (failure: Failure) => (failure === 'unreachable' ? words().notSent : words().serverFailed);

/** In place of the content. `onAgain` offers another try, and is tried when the network is back. */
export function Trouble({ failure, onAgain }: { failure: Failure; onAgain(): void }) {
  const again = useRef(onAgain);
  again.current = onAgain;
  const isOffline = failure === 'unreachable';
  useEffect(() => {
    if (!isOffline) return;
    const tryIt = () => again.current();
    addEventListener('online', tryIt);
    return () => removeEventListener('online', tryIt);
  }, [isOffline]);
  return (
    <Banner glyph={late} tone="bad" role="alert" title={words().loadFailed}>
      <p>{isOffline ? words().unreachable : words().serverFailed}</p>
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
