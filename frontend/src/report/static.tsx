/** The first screen as it is drawn at build time. Runs in Node, never in a browser. */
import en from '../i18n/en.ts';
import { type Language, language } from '../i18n/index.ts';
import zh from '../i18n/zh.ts';
import { App } from './App.tsx';
import { first } from './words.ts';

const WORDS: Record<Language, typeof zh> = { 'zh-CN': zh, en };

/** Return the title and the tree of the first screen; `draw` runs while its language is the present one. */
export function firstScreen<T>(wanted: Language, draw: (tree: ReturnType<typeof App>) => T): { title: string; drawn: T } {
  language.value = wanted;
  first.put(WORDS[wanted]);
  return { title: first().name, drawn: draw(<App />) };
}
