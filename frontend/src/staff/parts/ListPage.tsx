/** The page of a list that is asked for once and again after each change: its lead, what is missing, its rows, and what stands below. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asked, type Failure, failureOf } from '../state/session.ts';
import { Frame } from './Frame.tsx';
import { Phrases } from './Phrases.tsx';
import { Trouble, Waiting } from './Trouble.tsx';

/** `found` is null until it has come; a failure leaves what was there. */
export function useList<T>(read: () => Promise<T[]>) {
  const [found, setFound] = useState<T[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = async () => {
    try {
      setFailure(null);
      setFound(await asked(read()));
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  useEffect(() => void load(), []);
  return { found, failure, load };
}

interface ListPageProps<T> {
  of: ReturnType<typeof useList<T>>;
  said: { title: string; lead: string; none: string[] };
  row(each: T): ComponentChildren;
  /** What stands below the rows once they are there. */
  children: ComponentChildren;
}

export function ListPage<T>({ of: { found, failure, load }, said, row, children }: ListPageProps<T>) {
  return (
    <Frame title={said.title}>
      <div class="wrap">
        <div class="narrow stack">
          <p class="dim">{said.lead}</p>
          {!found && (failure ? <Trouble failure={failure} onAgain={() => void load()} /> : <Waiting />)}
          {found?.length === 0 && (
            <div class="empty">
              <h2 class="say-big">
                <Phrases of={said.none} />
              </h2>
            </div>
          )}
          {found?.map(row)}
          {found && children}
        </div>
      </div>
    </Frame>
  );
}
