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

export function go(path: string, { replace = false } = {}): void {
  if (path === here() || (mayLeave && !mayLeave(path))) return;
  if (!replace) history.replaceState({ y: scrollY }, '');
  history[replace ? 'replaceState' : 'pushState']({ y: 0 }, '', path);
  comeBackTo = null;
  address.value = path;
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
  addEventListener('popstate', (event: PopStateEvent) => {
    if (mayLeave && !mayLeave(here())) return history.pushState({ y: scrollY }, '', address.peek());
    comeBackTo = (event.state as { y?: number } | null)?.y ?? null;
    address.value = here();
  });
}
