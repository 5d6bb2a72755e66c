/** Draws the first screen into index.html, once per language, so it is there before any script. */
import type { Plugin } from 'vite';
import { runnerImport } from 'vite';
import { toHtml, type Tree } from './to_html.ts';

interface FirstScreen {
  firstScreen(language: string, draw: (tree: Tree) => string): { title: string; drawn: string };
}

const LANGUAGES = [
  { language: 'zh-CN', file: 'index.html', words: '/src/i18n/zh.ts' },
  { language: 'en', file: 'index.en.html', words: '/src/i18n/en.ts' },
] as const;

/** Fills index.html in Chinese and adds index.en.html; each names the script of its own words, so they come at once. */
export const startPage = (): Plugin => ({
  name: 'start-page',
  enforce: 'post',
  apply: 'build',
  async generateBundle(_options, bundle) {
    const page = bundle['index.html'];
    if (page?.type !== 'asset') return;
    const frame = String(page.source);
    const needed = Object.values(bundle).flatMap((each) => (each.type === 'chunk' && each.isEntry ? each.imports : []));
    const { module } = await runnerImport<FirstScreen>('/src/report/static.tsx', { configFile: false, logLevel: 'error' });
    for (const { language, file, words } of LANGUAGES) {
      const chunk = Object.values(bundle).find((each) => each.type === 'chunk' && each.facadeModuleId?.endsWith(words));
      if (!chunk) throw new Error(`The words ${words} are not in the build.`);
      const source = filled(frame, language, [...needed, chunk.fileName], module.firstScreen(language, toHtml));
      if (file === 'index.html') page.source = source;
      else this.emitFile({ type: 'asset', fileName: file, source });
    }
  },
});

function filled(frame: string, language: string, scripts: string[], { title, drawn }: { title: string; drawn: string }): string {
  return frame
    .replace('<!--start-->', () => drawn)
    .replace(/<html lang="[^"]*"/, `<html lang="${language}"`)
    .replace(/<title>[^<]*/, `<title>${title}`)
    .replace('</head>', `${scripts.map(preloaded).join('')}</head>`);
}

const preloaded = (script: string) => `<link rel="modulepreload" crossorigin href="/${script}">\n`;
