/** Which number a link may call. Pure. */

/**
 * What `tel:` takes, or null where the text is not one number and nothing else: of two numbers, or one with words beside it, a
 * link would call a third.
 */
export function telephoneOf(text: string | null | undefined): string | null {
  const plain = (text ?? '').normalize('NFKC').trim();
  const number = plain.replace(/[\s().\u2010-\u2015-]/g, '');
  // Up to 15 digits: ITU-T E.164. From three: 110.
  return /^\+?\d{3,15}$/.test(number) ? number : null;
}
