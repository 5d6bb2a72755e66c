/** The receipt: a secret of 16 characters that the phone makes, and the reporter alone keeps. */

export const ALPHABET = '0123456789BCDFGHJKMNPQRSTVWXYZ';
const N = ALPHABET.length;
const RANDOM_LENGTH = 15;
/** The largest multiple of N in a byte: bytes from here on are thrown away, so each character is equally likely. */
const FAIR_LIMIT = 256 - (256 % N);

/** Make a new receipt: 15 random characters (73 bits) and one check character, without separators. */
export function makeReceipt(fill: (bytes: Uint8Array) => Uint8Array = (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>)): string {
  let made = '';
  while (made.length < RANDOM_LENGTH) {
    for (const byte of fill(new Uint8Array(RANDOM_LENGTH))) {
      if (byte < FAIR_LIMIT && made.length < RANDOM_LENGTH) made += ALPHABET[byte % N];
    }
  }
  return made + checkCharacter(made);
}

/** Return the Luhn mod N check character of `text`, whose characters must all be in the alphabet. */
export function checkCharacter(text: string): string {
  let factor = 2; // at the right end, then alternating
  let sum = 0;
  for (const character of [...text].reverse()) {
    const addend = factor * ALPHABET.indexOf(character);
    sum += Math.floor(addend / N) + (addend % N);
    factor = 3 - factor;
  }
  return ALPHABET[(N - (sum % N)) % N] ?? '';
}

/** Undo what keyboards do: full-width forms, lower case, spaces, dashes, O for 0, I and L for 1. */
export function normaliseReceipt(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u00AD\u200B-\u200D\u2010-\u2015\u2212\uFEFF_.-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

export type ReceiptFault = 'empty' | 'length' | 'character' | 'check';

/** Return what is wrong with a normalised receipt, or null when its check character fits. */
export function receiptFault(receipt: string): ReceiptFault | null {
  if (!receipt) return 'empty';
  if ([...receipt].some((character) => !ALPHABET.includes(character))) return 'character';
  if (receipt.length !== RANDOM_LENGTH + 1) return 'length';
  return checkCharacter(receipt.slice(0, RANDOM_LENGTH)) === receipt[RANDOM_LENGTH] ? null : 'check';
}

/** Split into the four groups in which people read it. */
export const receiptGroups = (receipt: string): string[] => receipt.match(/.{1,4}/g) ?? [];

/** Write it with dashes, as the server and paper have it: 7K3M-9QXT-2HPC-W8RB. */
export const writtenReceipt = (receipt: string): string => receiptGroups(receipt).join('-');
