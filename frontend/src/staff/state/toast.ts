/** A short word about what was done. Nothing in it can be pressed, and it goes by itself. */
import { signal } from '@preact/signals';

const STAYS_MS = 5_000;

export const toast = signal<string | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export function say(text: string): void {
  clearTimeout(timer);
  toast.value = text;
  timer = setTimeout(() => (toast.value = null), STAYS_MS);
}
