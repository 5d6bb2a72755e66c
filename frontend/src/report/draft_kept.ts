/** Whether this phone keeps a draft that somebody asked it to keep, and forgetting it. Only its code opens it (`draft/lock.ts`). */

export interface KeptDraft {
  /** Milliseconds since 1970. */
  at: number;
  /** Wrong codes so far. */
  tries: number;
  salt: string;
  sealed: string;
}

const KEPT_AS = 'draft';
const LASTS_MS = 3 * 86_400_000;

/** The draft of the last three days; an older one is deleted when it is asked for. */
export function keptDraft(): KeptDraft | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT_AS) ?? 'null') as KeptDraft | null;
    if (kept && kept.at > Date.now() - LASTS_MS) return kept;
  } catch {
    return undefined; // Storage that is forbidden keeps nothing.
  }
  forgetDraft();
  return undefined;
}

/** Throws where the phone forbids storage or has no room. */
export const keepDraft = (draft: KeptDraft): void => localStorage.setItem(KEPT_AS, JSON.stringify(draft));

export function forgetDraft(): void {
  try {
    localStorage.removeItem(KEPT_AS);
  } catch {
    // There is none.
  }
}
