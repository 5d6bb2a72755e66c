/** A pseudo-language from English: longer by a third, every letter marked, in brackets, so that nothing is taken for English. */
const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MARKED = 'áƀçđéƒĝĥíĵķĺɱñóþɋřšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĹṀÑÓÞɊŘŠŢÚṼŴẊÝŽ';
const MORE = ' ōñē ţŵō ţĥřēē ƒōúř ƒīṽē šīẋ šēṽēñ ēīĝĥţ ñīñē ţēñ';
/** Addresses and codes are no words. */
const NO_WORDS = /^(?:https?:|\/|#|[a-z0-9]+(?:_[a-z0-9]+)+$)/;

/** Return the words of a dictionary, marked; a function's answer, and all that lies deeper, is marked too. */
export function pseudo<T>(words: T): T {
  if (typeof words === 'string') return marked(words) as T;
  if (typeof words === 'function') return ((...given: unknown[]) => pseudo((words as (...all: unknown[]) => unknown)(...given))) as T;
  if (Array.isArray(words)) return words.map(pseudo) as T;
  if (words === null || typeof words !== 'object') return words;
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, pseudo(value)])) as T;
}

function marked(text: string): string {
  if (!/[A-Za-z]/.test(text) || NO_WORDS.test(text)) return text;
  const longer = Math.ceil(text.length / 3);
  return `[${[...text].map((letter) => MARKED[PLAIN.indexOf(letter)] ?? letter).join('')}${MORE.slice(0, longer)}]`;
}
