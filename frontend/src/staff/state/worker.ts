/** The page's side of the service worker: registers it, tells it the language, and listens to what it was tapped for. */
import { effect, signal } from '@preact/signals';
import { language } from '../../i18n/index.ts';
import { BASE, to } from '../routes.ts';
import { isHalfWritten } from './drafts.ts';
import { pollNow } from './poll.ts';
import { go, isHeld, route } from './router.ts';

/** An alert that was tapped while something half-written stood on the screen. Offered there, never forced. */
export const offered = signal<string | null>(null);

let registering: Promise<ServiceWorkerRegistration | undefined> | undefined;

/** Undefined where there are no service workers, or while the server does not give one out. */
export function registration(): Promise<ServiceWorkerRegistration | undefined> {
  registering ??= register();
  return registering;
}

async function register(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  try {
    const found = await navigator.serviceWorker.register(`${BASE}/sw.js`, { scope: `${BASE}/`, updateViaCache: 'none' });
    return await active(found);
  } catch {
    registering = undefined;
    return undefined;
  }
}

/** Subscribing needs an active worker; the very first one takes a moment to become it. */
function active(found: ServiceWorkerRegistration): Promise<ServiceWorkerRegistration> {
  const coming = found.active ? null : (found.installing ?? found.waiting);
  if (!coming) return Promise.resolve(found);
  return new Promise((resolve, reject) =>
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') resolve(found);
      if (coming.state === 'redundant') reject(new Error('The service worker did not install.'));
    }),
  );
}

export function startWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('message', (event: MessageEvent) => hear(event.data));
  effect(() => {
    const message = { kind: 'language', language: language.value };
    void registration().then((found) => found?.active?.postMessage(message));
  });
}

function hear(message: unknown): void {
  const { kind, alert, page } = (message ?? {}) as { kind?: string; alert?: string; page?: string };
  if (kind === 'pushed' || kind === 'open') void pollNow();
  if (kind !== 'open') return;
  const at = route.peek();
  if (alert && (isHeld() || (at.page === 'screening' && isHalfWritten(at.reference)))) offered.value = alert;
  else go(alert ? to.alert(alert) : (page ?? to.inbox));
}
