/** Registers the reporter's service worker, and lets a new version take over only where nobody is in the middle of anything. */

/** `mayTakeOver` is asked when a new version is ready: true only on the first screen. */
export async function registerWorker(mayTakeOver: () => boolean): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.register('/sw.js', { scope: '/', updateViaCache: 'none' });
  const offer = () => {
    if (registration.waiting && mayTakeOver()) registration.waiting.postMessage('take-over');
  };
  offer();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer));
}
