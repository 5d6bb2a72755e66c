/** Tells other tabs and the service worker that somebody is in the middle of a report here. */

let isHeld = false;
let release: (() => void) | undefined;

/** While busy, the lock "form" is held together with other busy tabs; a new version waits until all have let go. */
export function beBusy(busy: boolean): void {
  const locks = (navigator as { locks?: LockManager }).locks;
  if (!locks || busy === isHeld) return;
  isHeld = busy;
  if (!busy) return release?.();
  void locks.request('form', { mode: 'shared' }, () => (isHeld ? new Promise<void>((resolve) => (release = resolve)) : undefined));
}
