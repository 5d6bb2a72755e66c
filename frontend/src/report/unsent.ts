/** What was typed or chosen and would be lost with this page; while there is any, the browser asks before it goes. */
import { computed, effect, signal } from '@preact/signals';
import { additions, type Delivery, delivery } from './sending.ts';

/** The screens on which something was given that has not gone out yet. */
const touched = signal<ReadonlySet<string>>(new Set());
/** The form's screen that is shown; empty where nothing of a report is given. */
let here = '';
let hasLeft = false;

/** A message to the person on duty belongs to a report that has gone out. */
export const MESSAGE = 'message';
const ofReport = (): string[] => [...touched.peek()].filter((where) => where !== MESSAGE);

export const enter = (screen: string): void => void (here = screen);
/** Something of a report that is being written. */
export const hasUnsent = (): boolean => ofReport().length > 0;

/** Something was typed or chosen. What the first screen or the guidance presets is not. */
export function touch(where = here): void {
  if (where && !touched.peek().has(where)) touched.value = new Set([...touched.peek(), where]);
}

/** It is on its way, or was thrown away on purpose; a message only where it is named. */
export function untouch(screens: readonly string[] = ofReport()): void {
  touched.value = new Set([...touched.peek()].filter((screen) => !screens.includes(screen)));
}

/** On its way, but only in this page's memory. */
const isHeldHere = (told: Delivery): boolean => told.state === 'sending' || (told.state === 'waiting' && !told.stored);
const isAtRisk = computed(() => touched.value.size > 0 || isHeldHere(delivery.value) || isHeldHere(additions.value));

const CALLING_MS = 2_000;
let calledAt = -CALLING_MS;

export function askBeforeLoss(): void {
  addEventListener('click', noteCall, true);
  effect(() => {
    removeEventListener('beforeunload', ask);
    if (isAtRisk.value && !hasLeft) addEventListener('beforeunload', ask);
  });
}

/** Leave never asks. */
export function stopAsking(): void {
  hasLeft = true;
  removeEventListener('beforeunload', ask);
}

/** A call leaves the page where it is, yet browsers announce it like a departure: nothing may stand before 110. */
function noteCall({ target }: Event): void {
  if (target instanceof Element && target.closest('[href^="tel:"]')) calledAt = performance.now();
}

function ask(event: BeforeUnloadEvent): void {
  if (performance.now() - calledAt < CALLING_MS) return;
  event.preventDefault();
  event.returnValue = true; // Older browsers look only at this.
}
