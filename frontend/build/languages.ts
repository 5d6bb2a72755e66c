/**
 * The languages of the apps: a line in src/i18n/languages.json, and a file for each dictionary beside it.
 * `wordsIn('form')` becomes one `import()` for each of them at build time, so a language more is files alone.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

export const FOLDER = resolve(import.meta.dirname, '../src/i18n');
const LIST = join(FOLDER, 'languages.json');
const CALL = /\bwordsIn(?:<[^()]*>)?\('([\w.]*)'\)/g;

/** A language that nobody speaks, made from English: it shows what does not fit, and what is no word of a dictionary. */
export const PSEUDO = 'qps-ploc';
const MADE = /[\\/]src[\\/]i18n[\\/](?:([\w.]+)\.)?qps\.ts$/;

/** The name of every language in itself, by its tag (BCP 47); the first is the one a page begins in. */
export function languagesOf(mode: string): Record<string, string> {
  const names = JSON.parse(readFileSync(LIST, 'utf8')) as Record<string, string>;
  return mode === 'pseudo' ? { ...names, [PSEUDO]: 'Pseudo' } : names;
}

/** What files of a language are named by: `zh` of `zh-CN`. */
export const shortOf = (tag: string): string => tag.split('-')[0] ?? tag;
export const fileOf = (dictionary: string, tag: string): string => `${dictionary ? `${dictionary}.` : ''}${shortOf(tag)}.ts`;

/** Replaces each `wordsIn()`, and makes the pseudo-language in a build of that mode. */
export function languages(mode: string): Plugin {
  const tags = Object.keys(languagesOf(mode));
  const isMade = (id: string) => mode === 'pseudo' && MADE.test(id);
  return {
    name: 'languages',
    enforce: 'pre',
    resolveId: { order: 'pre', handler: (id) => (isMade(id) ? id : undefined) },
    load(id) {
      if (id === LIST) return JSON.stringify(languagesOf(mode));
      const made = isMade(id) ? MADE.exec(id) : null;
      if (!made) return undefined;
      const english = join(FOLDER, fileOf(made[1] ?? '', 'en'));
      const maker = resolve(import.meta.dirname, 'pseudo.ts');
      return `import words from ${JSON.stringify(english)};\nimport { pseudo } from ${JSON.stringify(maker)};\nexport default pseudo(words);`;
    },
    transform(code, id) {
      if (!code.includes("wordsIn('") && !code.includes('wordsIn<')) return undefined;
      return code.replace(CALL, (_, name: string) => `{${tags.map((tag) => `${JSON.stringify(tag)}:()=>import(${JSON.stringify(path(name, tag, id))})`).join(',')}}`);
    },
  };
}

function path(name: string, tag: string, askedBy: string): string {
  const file = join(FOLDER, fileOf(name, tag));
  if (tag !== PSEUDO && !existsSync(file)) throw new Error(`${askedBy} asks for words that are missing: write ${file}.`);
  return file;
}
