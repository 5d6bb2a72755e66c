/** Light, dark, or as the phone has it. The choice is a matter of eyes, not of a case, and Leave removes it. */
import { signal } from '@preact/signals';

export const SCHEMES = ['auto', 'light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

const KEPT_AS = 'scheme';
export const scheme = signal<Scheme>('auto');

/** Put on what was chosen earlier. */
export function restoreScheme(): void {
  try {
    const kept = localStorage.getItem(KEPT_AS);
    wear(SCHEMES.find((each) => each === kept) ?? 'auto');
  } catch {
    // Storage can be forbidden; then it is as the phone has it.
  }
}

export function chooseScheme(wanted: Scheme): void {
  wear(wanted);
  try {
    if (wanted === 'auto') localStorage.removeItem(KEPT_AS);
    else localStorage.setItem(KEPT_AS, wanted);
  } catch {
    // Same: the choice then lasts as long as the page.
  }
}

function wear(wanted: Scheme): void {
  scheme.value = wanted;
  if (wanted === 'auto') delete document.documentElement.dataset['scheme'];
  else document.documentElement.dataset['scheme'] = wanted;
}
