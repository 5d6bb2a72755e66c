/** A small history router: one signal, links as links, and the place on the page kept for going back. */
import { computed, signal } from '@preact/signals';
import { BASE, routeOf } from '../routes.ts';

const here = () => location.pathname + location.search;
export const address = signal(here());
export const route = computed(() => routeOf(address.value.split('?')[0] ?? ''));
export const search = computed(() => new URLSearchParams(address.value.split('?')[1] ?? ''));

/** How far to scroll once the page that is gone back to stands; null for a page entered anew. */
let comeBackTo: number | null = null;

/** Asked before an address is left for another; false: stay here, the page asks whoever wants to go. */
let mayLeave: ((path: string) => boolean) | null = null;

/** For a page on which something would be lost, until `letGo`. */
export function askBeforeLeaving(ask: (path: string) => boolean): void {
  mayLeave = ask;
}

export function letGo(): void {
  mayLeave = null;
}

export const isHeld = () => mayLeave !== null;

/** Closes what lies over the page, such as a dialog. While something does, Back means that and nothing else. */
let over: (() => void) | null = null;
/** Waits until the entry of what lay over the page is gone. */
let afterwards: (() => void) | null = null;
let leaving: ReturnType<typeof setTimeout> | undefined;

const isOver = () => (history.state as { over?: boolean } | null)?.over === true;

/**
 * Let Back close what has just opened over the page, instead of leaving the page and all that is typed on it. By an
 * entry in the history, since a browser's Back button asks nobody; an Android phone's Back closes a native dialog
 * itself. Returns what to call once it is closed, however that came.
 */
export function backCloses(close: () => void): () => void {
  clearTimeout(leaving);
  if (!isOver()) {
    history.replaceState({ y: scrollY }, '');
    history.pushState({ y: scrollY, over: true }, '');
  }
  over = close;
  return () => {
    if (over !== close) return;
    over = null;
    // Not at once: the next question may open in the same moment, and takes the entry over.
    leaving = setTimeout(() => isOver() && history.back());
  };
}

export function go(path: string, { replace = false } = {}): void {
  if (isOver()) {
    over = null;
    clearTimeout(leaving);
    if (replace) {
      afterwards = () => go(path, { replace });
      return history.back();
    }
  }
  if (path === here() || (mayLeave && !mayLeave(path))) return;
  if (!replace && !isOver()) history.replaceState({ y: scrollY }, '');
  history[replace || isOver() ? 'replaceState' : 'pushState']({ y: 0 }, '', path);
  comeBackTo = null;
  address.value = path;
}

function onPop({ state }: PopStateEvent): void {
  const [then, close] = [afterwards, over];
  afterwards = over = null;
  if (then) return then();
  // Forward, to something that was closed long ago.
  if (isOver()) return history.back();
  close?.();
  // Only what lay over the page is gone: nobody leaves it.
  if (here() === address.peek()) return;
  if (mayLeave && !mayLeave(here())) return history.pushState({ y: scrollY }, '', address.peek());
  comeBackTo = (state as { y?: number } | null)?.y ?? null;
  address.value = here();
}

/** Called by a page that has drawn itself: where it was when it was left, or the top. */
export function settleScroll(): void {
  scrollTo(0, comeBackTo ?? 0);
  comeBackTo = null;
}

function onClick(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin || link.target || !(link.pathname === BASE || link.pathname.startsWith(`${BASE}/`))) return;
  if (link.getAttribute('href')?.startsWith('#')) return;
  event.preventDefault();
  go(link.pathname + link.search);
}

export function startRouter(): void {
  history.scrollRestoration = 'manual';
  document.addEventListener('click', onClick);
  addEventListener('popstate', onPop);
  // Loaded anew with something over the page: it is gone now, and so goes its entry.
  if (isOver()) history.back();
}
