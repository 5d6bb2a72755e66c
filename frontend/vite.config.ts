/** Builds two apps that share no file at run time: the reporter's and the staff's, each with its own service worker. */
import { rm } from 'node:fs/promises';
import { defineConfig } from 'vite';
import { compress } from './build/compress.ts';
import { filesBelow } from './build/files.ts';
import { release } from './build/generations.ts';
import { languages, languagesOf, shortOf } from './build/languages.ts';
import { plainImports } from './build/plain_imports.ts';
import { staffPages } from './build/preview.ts';
import { buildServiceWorker } from './build/service_worker.ts';
import { startPage } from './build/start_page.ts';

const target = ['chrome87', 'safari14.1'];

/** Where a build goes: one with the pseudo-language beside the others never becomes what is served. */
const distOf = (mode: string) => (mode === 'pseudo' ? 'dist-pseudo' : 'dist');
/** What is built here is moved into dist when it is whole; until then dist stays as it was. */
const freshOf = (mode: string) => `${distOf(mode)}/.fresh`;

const app = (mode: string, page: string, output = {}) => ({
  consumer: 'client' as const,
  build: { outDir: freshOf(mode), rolldownOptions: { input: page, output } },
});

/** What the first screen shares with every later one stays in one file, however they overlap: each file more is a request more. */
const first = { name: 'first', test: /node_modules\/(?:@?preact)|src\/parts\/(?:Icon|glyphs)\.tsx$|src\/(?:i18n\/(?:index\.ts|languages\.json)|report\/sending\.ts)$/ };
/** What several later ones share, too: many small files are larger than one. */
const shared = { name: 'shared', test: /src\/(?:parts\/(?:Banner|Points|glyphs-form|SummaryList|Choice|ErrorSummary|Field|Pills)|report\/(?:questions|steps\/(?:AlertNews|Circumstances|PoliceWords)|AttachSlot|police))\.tsx?$/ };
/** What the phone keeps and what it asks the server: these need nothing of ours. */
const data = { name: 'data', test: /node_modules\/idb\/|src\/(?:data\/(?:client|config)|lib\/(?:store|uuid|receipt))\.ts$/ };
const FIRST = { codeSplitting: { includeDependenciesRecursively: false, groups: [first, shared, data] } };

/** What a phone keeps to work offline: everything hashed but the guidance and drafts. The browser keeps the icon by itself. */
const kept = (files: string[]) => files.filter((file) => file.startsWith('assets/') && !isGuidance(file));
/** The guidance is kept once it was read, and what opens a draft once there is one. */
const isGuidance = (file: string) => /^assets\/(?:guide|draft)[.-]/.test(file);

/** Where `vite` and `vite preview` find the API. */
const proxy = { '/api': process.env['NIGHTLAMP_ORIGIN'] ?? 'http://127.0.0.1:8000' };

export default defineConfig(({ mode }) => ({
  appType: 'mpa',
  server: { proxy },
  preview: { proxy },
  plugins: [languages(mode), staffPages(), startPage(mode), plainImports('reporter')],
  build: {
    outDir: distOf(mode),
    emptyOutDir: false,
    target,
    cssTarget: target,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // What the reporter's phone keeps is 0.5 KB smaller so than with the default.
    minify: 'terser',
    terserOptions: { module: true, ecma: 2020, compress: { passes: 3 } },
  },
  environments: {
    // The page itself names what the first screen needs; a helper that preloads the rest would cost more than it saves.
    reporter: { ...app(mode, 'index.html'), build: { ...app(mode, 'index.html', FIRST).build, modulePreload: false } },
    staff: app(mode, 'staff.html'),
  },
  builder: {
    async buildApp({ build, environments: { reporter, staff } }) {
      if (!reporter || !staff) throw new Error('Both apps must be configured.');
      const fresh = freshOf(mode);
      await rm(fresh, { recursive: true, force: true });
      await build(reporter);
      const built = await filesBelow(fresh);
      const [reporterFiles, guidance] = [kept(built), built.filter(isGuidance)];
      const worker = { folder: fresh, target, languages: Object.keys(languagesOf(mode)).map(shortOf) };
      await buildServiceWorker({ ...worker, source: 'src/sw/report.ts', output: 'sw.js', files: ['index.html', ...reporterFiles], guidance });
      await build(staff);
      const staffFiles = kept(await filesBelow(fresh)).filter((file) => !reporterFiles.includes(file));
      await buildServiceWorker({ ...worker, source: 'src/sw/staff.ts', output: 'staff/sw.js', files: ['staff.html', ...staffFiles] });
      await compress(fresh);
      await release(fresh, distOf(mode));
    },
  },
}));
