/** Takes from the service worker what another app has handed over, once, and puts it into the answers. It can be taken out again. */
import { answers } from '../answers.ts';
import { handed, type Picked } from '../files.ts';
import { go } from '../flow.ts';
import { touch } from '../unsent.ts';
import { MOST_FILES, pick } from './pick.ts';

/** The worker forgets it with this answer. With nothing to take there is no answer, and nothing happens. */
export function takeShared(): void {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', ({ data }: MessageEvent<[string, File[]]>) => void putIn(...data));
  port1.start();
  navigator.serviceWorker?.controller?.postMessage('take-shared', [port2]);
}

async function putIn(what: string, files: File[]): Promise<void> {
  const found = (await Promise.all(files.slice(0, MOST_FILES).map(pick))).filter((each): each is Picked => typeof each !== 'string');
  answers.value = { ...answers.peek(), what, files: found };
  handed.value = files.length - found.length;
  touch('what');
  await go('danger');
}
