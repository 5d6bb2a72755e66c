/** The reporter's dictionaries: the first screen's at once, the others with their screens. */
import { dictionary, wordsIn } from '../i18n/index.ts';
import { isChild } from './answers.ts';

export const first = dictionary<typeof import('../i18n/zh.ts').default>(wordsIn(''));

const formWords = dictionary<typeof import('../i18n/form.zh.ts').default>(wordsIn('form'));

const afterWords = dictionary<typeof import('../i18n/after.zh.ts').default>(wordsIn('after'));

const pagesWords = dictionary<typeof import('../i18n/pages.zh.ts').default>(wordsIn('pages'));

type FormWords = ReturnType<typeof formWords>;

/** The form's words; a child is addressed as 你. */
export const form = (): FormWords => spoken(formWords());
/** The words of what follows the form, addressed in the same way. */
export const after = (): ReturnType<typeof afterWords> => spoken(afterWords());
/** Those of the pages beside it, too. */
export const pages = (): ReturnType<typeof pagesWords> => spoken(pagesWords());
export const loadPagesWords = (): Promise<unknown> => pagesWords.load();
export const loadFormWords = (): Promise<unknown> => Promise.all([formWords.load(), afterWords.load()]);

export const spoken = <T>(words: T): T => (isChild() ? gently(words) : words);

const gentle = new WeakMap<object, unknown>();

function gently<T>(words: T): T {
  if (typeof words === 'string') return words.replace(/您/g, '你') as T;
  if (typeof words !== 'object' || words === null) return words;
  if (!gentle.has(words)) {
    const softened = Object.entries(words).map(([key, value]) => [key, gently(value)] as const);
    gentle.set(words, Array.isArray(words) ? softened.map(([, value]) => value) : Object.fromEntries(softened));
  }
  return gentle.get(words) as T;
}
