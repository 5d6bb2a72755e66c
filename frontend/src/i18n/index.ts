/** Languages and typed dictionaries. Each dictionary is loaded in one language at a time; a missing key does not compile. */
import { signal } from '@preact/signals';
import names from './languages.json';

export type Language = keyof typeof names;
/** Every language by its own name, in the order in which they are offered. */
export const NAMES: Record<Language, string> = names;
export const LANGUAGES = Object.keys(names) as Language[];
/** A text that the server gives in every language, e.g. a label of `GET /practice`. */
export type Multilingual = Partial<Record<Language, string>>;
type Loaders<T> = Record<Language, () => Promise<{ default: T }>>;

export interface Dictionary<T> {
  /** The words in the present language. Throws when read before `load`: a screen must wait for its words. */
  (): T;
  load(): Promise<void>;
  /** Put words in directly: for drawing a page at build time, where nothing is fetched. */
  put(words: T): void;
}

const KEPT_AS = 'lang';
const loadedDictionaries = new Set<{ fetch(language: Language): Promise<() => void> }>();

export const language = signal<Language>('zh-CN');

/** Return the language chosen earlier, else the first one the phone asks for, else Chinese. */
export function preferredLanguage(): Language {
  const wanted = [readKept(), ...(navigator.languages ?? [navigator.language])];
  for (const tag of wanted) {
    const found = LANGUAGES.find((known) => tag?.toLowerCase().split('-')[0] === known.split('-')[0]);
    if (found) return found;
  }
  return 'zh-CN';
}

/** Where a dictionary's words are: `form.zh.ts` and so on for 'form'. The build puts one `import()` a language here. */
export const wordsIn = <T>(_name: string): Loaders<T> => ({}) as Loaders<T>;

/** Return the language after the present one: what a single button offers. */
export const nextLanguage = (): Language => LANGUAGES[(LANGUAGES.indexOf(language.value) + 1) % LANGUAGES.length] ?? 'zh-CN';

/** Declare a dictionary; nothing is fetched until `load`. */
export function dictionary<T>(loaders: Loaders<T>): Dictionary<T> {
  const words = signal<T | undefined>(undefined);
  const entry = {
    async fetch(wanted: Language) {
      const found = (await loaders[wanted]()).default;
      return () => void (words.value = found);
    },
  };
  const read = () => {
    if (words.value === undefined) throw new Error('These words are not loaded yet.');
    return words.value;
  };
  return Object.assign(read, {
    async load() {
      if (loadedDictionaries.has(entry)) return;
      (await entry.fetch(language.peek()))();
      loadedDictionaries.add(entry);
    },
    put(found: T) {
      words.value = found;
    },
  });
}

/** Switch every loaded dictionary, then the page, so no screen mixes two languages. Remembers the choice unless told not to. */
export async function setLanguage(wanted: Language, { keep = true } = {}): Promise<void> {
  const apply = await Promise.all([...loadedDictionaries].map((entry) => entry.fetch(wanted)));
  for (const put of apply) put();
  language.value = wanted;
  document.documentElement.lang = wanted;
  if (keep) writeKept(wanted);
}

/** Choose the text of a multilingual label in the present language, with any other one as the fallback. */
export function inLanguage(text: Multilingual | undefined): string {
  return text?.[language.value] ?? Object.values(text ?? {})[0] ?? '';
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null; // Storage can be forbidden; the phone's own language is then good enough.
  }
}

function writeKept(value: Language): void {
  try {
    localStorage.setItem(KEPT_AS, value);
  } catch {
    // Same: the choice then lasts as long as the page.
  }
}
