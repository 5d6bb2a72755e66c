/** A short word about what was done. Nothing in it can be pressed, and it goes by itself. */
import { signal } from '@preact/signals';

/** As long as it takes to read: a word of Chinese is a sign or two, one of English five letters. */
const AT_LEAST_MS = 4_000;
const PER_SIGN_MS = { zh: 180, other: 60 };
const AT_MOST_MS = 10_000;

export function staysMs(text: string): number {
  const chinese = [...text].filter((sign) => sign > '\u2e7f').length;
  const wanted = chinese * PER_SIGN_MS.zh + (text.length - chinese) * PER_SIGN_MS.other;
  return Math.min(AT_MOST_MS, Math.max(AT_LEAST_MS, wanted));
}

export const toast = signal<string | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export function say(text: string): void {
  clearTimeout(timer);
  toast.value = text;
  timer = setTimeout(() => (toast.value = null), staysMs(text));
}
