/** Fetches what a page of rotas shows, again when asked to. */
import { useEffect, useState } from 'preact/hooks';
import { asked, type Failure, failureOf } from '../state/session.ts';

export interface Found<T> {
  value: T | null;
  failure: Failure | null;
  again(): void;
}

/** `read` is called anew when `key` changes; what came before is dropped. */
export function useFound<T>(key: string, read: (signal: AbortSignal) => Promise<T>): Found<T> {
  const [found, setFound] = useState<{ key: string; value: T } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setFailure(null);
    asked(read(stop.signal))
      .then((value) => stop.signal.aborted || setFound({ key, value }))
      .catch((error: unknown) => stop.signal.aborted || setFailure(failureOf(error)));
    return () => stop.abort();
  }, [key, attempt]);
  return { value: found?.key === key ? found.value : null, failure, again: () => setAttempt((before) => before + 1) };
}
