/** The first screen as it is drawn at build time. Runs in Node, never in a browser. */
import { type Language, language } from '../i18n/index.ts';
import type zh from '../i18n/zh.ts';
import { App } from './App.tsx';
import { first } from './words.ts';

/** Return the title and the tree of the first screen; `draw` runs while its language is the present one. */
export function firstScreen<T>(wanted: Language, words: typeof zh, draw: (tree: ReturnType<typeof App>) => T): { title: string; drawn: T } {
  language.value = wanted;
  first.put(words);
  return { title: first().name, drawn: draw(<App />) };
}
