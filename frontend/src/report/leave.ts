/** Leave: put the page away at once, take along what the app keeps on this phone, and say nothing. */
import { answers, blank } from './answers.ts';
import { shutForGood } from '../lib/shut.ts';
import { exitAddress } from './deployment.ts';
import { go } from './flow.ts';
import { waitingCount } from './sending.ts';
import { stopAsking } from './unsent.ts';

const PATIENCE_MS = 400;
const PRESSES = 3;
/** Input methods for Chinese change the script at a press of Shift: that is slower than somebody who must get away. */
const WITHIN_MS = 1_000;

/** The button. Asks first when a sealed report still waits, since leaving would otherwise delete it. */
export function leave(): Promise<void> {
  return waitingCount.peek() > 0 ? go('leaving') : vanish();
}

/** Go now. A waiting report stays and sends itself later, unless the person chose to delete it. */
export async function vanish({ deleteWaiting = false } = {}): Promise<void> {
  stopAsking();
  shutForGood();
  const address = exitAddress();
  const keep = waitingCount.peek() > 0 && !deleteWaiting;
  document.body.replaceChildren();
  answers.value = blank();
  await Promise.race([clean(keep), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  location.replace(address);
}

/** Only this app's own things, by name: a duty worker may be signed in on the same phone. */
async function clean(keepWaiting: boolean): Promise<void> {
  forgetChoices();
  const work: Promise<unknown>[] = [dropCaches()];
  if (!keepWaiting) work.push(dropDatabase(), dropWorker());
  await Promise.allSettled(work);
}

function forgetChoices(): void {
  try {
    for (const key of ['lang', 'scheme']) localStorage.removeItem(key);
  } catch {
    // Storage that is forbidden holds nothing.
  }
}

async function dropCaches(): Promise<void> {
  if (!('caches' in globalThis)) return;
  const ours = (await caches.keys()).filter((name) => name.startsWith('lamp-'));
  await Promise.all(ours.map((name) => caches.delete(name)));
}

function dropDatabase(): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase('lamp');
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => resolve());
  });
}

async function dropWorker(): Promise<void> {
  const ours = await navigator.serviceWorker?.getRegistration('/');
  if (ours && new URL(ours.scope).pathname === '/') await ours.unregister();
}

/** Shift three times leaves at once, without asking. */
export function leaveOnShift(): void {
  let presses: number[] = [];
  addEventListener('keydown', (event) => {
    if (event.repeat) return;
    if (event.key !== 'Shift') presses = [];
    else presses = [...presses, Date.now()].slice(-PRESSES);
    const [oldest] = presses;
    if (presses.length === PRESSES && oldest !== undefined && Date.now() - oldest < WITHIN_MS) void vanish();
  });
}
