/** What comes only when somebody goes there: a screen, whose frame stands meanwhile, or a part of one. A failure can be tried again. */
import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { Frame } from './Frame.tsx';
import { Trouble, Waiting } from './Trouble.tsx';

export function later<P extends object>(fetch: () => Promise<FunctionComponent<P>>, title?: () => string): FunctionComponent<P> {
  const found = signal<FunctionComponent<P> | null>(null);
  const failed = signal(false);
  const load = async () => {
    failed.value = false;
    try {
      found.value = await fetch();
    } catch {
      failed.value = true; // No network, or the server has a newer build: trying again settles both.
    }
  };
  return function Later(props) {
    useEffect(() => {
      if (!found.peek()) void load();
    }, []);
    const Page = found.value;
    if (Page) return <Page {...props} />;
    const meanwhile = failed.value ? <Trouble failure="unreachable" onAgain={() => void load()} /> : <Waiting />;
    return title ? <Frame title={title()}>{meanwhile}</Frame> : meanwhile;
  };
}
