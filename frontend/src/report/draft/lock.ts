/**
 * Locks a draft with six digits. Six digits stop whoever picks up the phone, not somebody who copies its storage and has
 * a day: the page says so. PBKDF2 with SHA-256 and 600,000 rounds (OWASP Password Storage Cheat Sheet), AES-GCM.
 */
import type { Answers } from '../answers.ts';
import { forgetDraft, keepDraft, type KeptDraft } from '../draft_kept.ts';

export const CODE = /^\d{6}$/;
/** What anybody would try first: one digit six times, or six in a row either way. */
export const isEasy = (code: string): boolean => /^(\d)\1{5}$/.test(code) || '0123456789 9876543210'.includes(code);
export const MOST_TRIES = 5;
const ROUNDS = 600_000;
/** Padded with blanks to whole blocks, so that the length tells little. */
const BLOCK = 1024;
const IV_BYTES = 12;

/** Photos and recordings are left out. Throws where the phone forbids storage or cryptography. */
export async function lock(answers: Answers, code: string): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const text = new TextEncoder().encode(JSON.stringify({ ...answers, files: [] }));
  const padded = new Uint8Array(Math.ceil(text.length / BLOCK) * BLOCK).fill(0x20);
  padded.set(text);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(code, salt), padded));
  keepDraft({ at: Date.now(), tries: 0, salt: written(salt), sealed: written(iv) + written(sealed) });
}

/** Return what was locked, or how many tries are left; with the last wrong one the draft is gone. */
export async function unlock(draft: KeptDraft, code: string): Promise<Partial<Answers> | number> {
  const bytes = read(draft.sealed);
  try {
    const key = await keyOf(code, read(draft.salt));
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, IV_BYTES) }, key, bytes.slice(IV_BYTES));
    return JSON.parse(new TextDecoder().decode(plain)) as Partial<Answers>;
  } catch {
    const left = MOST_TRIES - draft.tries - 1;
    if (left <= 0) forgetDraft();
    else keepDraft({ ...draft, tries: draft.tries + 1 });
    return Math.max(left, 0);
  }
}

async function keyOf(code: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode(code), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, typed, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

const written = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const read = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
