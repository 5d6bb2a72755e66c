/** Draws the first screen into index.html, once per language, so it is there before any script. */
import type { Plugin } from 'vite';
import { runnerImport } from 'vite';
import { fileOf, languages, languagesOf, shortOf } from './languages.ts';
import { toHtml, type Tree } from './to_html.ts';

interface FirstScreen {
  firstScreen(language: string, words: unknown, draw: (tree: Tree) => string): { title: string; drawn: string };
}

/** Fills index.html in the first language and adds index.en.html and so on; each names the script of its own words, so they come at once. */
export const startPage = (mode: string): Plugin => ({
  name: 'start-page',
  enforce: 'post',
  apply: 'build',
  async generateBundle(_options, bundle) {
    const page = bundle['index.html'];
    if (page?.type !== 'asset') return;
    const frame = String(page.source);
    const needed = Object.values(bundle).flatMap((each) => (each.type === 'chunk' && each.isEntry ? each.imports : []));
    const { firstScreen } = await run<FirstScreen>('/src/report/static.tsx', mode);
    for (const [at, language] of Object.keys(languagesOf(mode)).entries()) {
      const file = `/src/i18n/${fileOf('', language)}`;
      const chunk = Object.values(bundle).find((each) => each.type === 'chunk' && each.facadeModuleId?.endsWith(file));
      if (!chunk) throw new Error(`The words ${file} are not in the build.`);
      const words = (await run<{ default: unknown }>(file, mode)).default;
      const source = filled(frame, language, [...needed, chunk.fileName], firstScreen(language, words, toHtml));
      if (at === 0) page.source = source;
      else this.emitFile({ type: 'asset', fileName: `index.${shortOf(language)}.html`, source });
    }
  },
});

async function run<T>(file: string, mode: string): Promise<T> {
  return (await runnerImport<T>(file, { configFile: false, logLevel: 'error', plugins: [languages(mode)] })).module;
}

function filled(frame: string, language: string, scripts: string[], { title, drawn }: { title: string; drawn: string }): string {
  return frame
    .replace('<!--start-->', () => drawn)
    .replace(/<html lang="[^"]*"/, `<html lang="${language}"`)
    .replace(/<title>[^<]*/, `<title>${title}`)
    .replace('</head>', `${scripts.map(preloaded).join('')}</head>`);
}

const preloaded = (script: string) => `<link rel="modulepreload" crossorigin href="/${script}">\n`;
