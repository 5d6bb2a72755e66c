/** How hard words are to read. Small estimates of our own: good enough to notice a screen that has become difficult. */

/** A dictionary's texts by the path of its keys; what is a function is asked with something ordinary. */
export function textsOf(words: unknown, path: string[] = []): { path: string[]; text: string }[] {
  if (typeof words === 'string') return [{ path, text: words }];
  if (typeof words === 'function') return textsOf((words as (...given: unknown[]) => unknown)(3, 3), path);
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([key, value]) => textsOf(value, [...path, key]));
}

/** Sentences, also where one ends without a stop. */
const sentencesOf = (text: string, ends: RegExp): string[] => text.split(ends).map((each) => each.trim()).filter(Boolean);

/**
 * The school grade an English text asks for, by the formula of Flesch and Kincaid (1975):
 * 0.39 words a sentence + 11.8 syllables a word - 15.59.
 */
export function gradeOf(texts: readonly string[]): number {
  const sentences = texts.flatMap((text) => sentencesOf(text, /[.?!:;…]+/));
  const words = sentences.flatMap((sentence) => sentence.match(/[A-Za-z’']+/g) ?? []);
  if (words.length === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return (0.39 * words.length) / sentences.length + (11.8 * syllables) / words.length - 15.59;
}

/** Groups of vowels, without an e that nobody speaks. */
export function syllablesOf(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '');
  const spoken = plain.replace(/([^aeiouyl])e$|([^aeiouydt])ed$/, '$1$2').replace(/([^aeiouylscgxz])es$/, '$1s');
  return Math.max(1, spoken.match(/[aeiouy]+/g)?.length ?? 0);
}

/** The characters of each Chinese sentence, marks not counted; figures and Latin words count one each. */
export function lengthsOf(text: string): { sentence: string; length: number }[] {
  return sentencesOf(text, /[。？！；…]+/).map((sentence) => ({
    sentence,
    length: (sentence.match(/[\u3400-\u9fff]|[A-Za-z0-9.]+/g) ?? []).length,
  }));
}
