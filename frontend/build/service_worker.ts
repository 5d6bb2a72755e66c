/** Builds one service worker into a single classic script and tells it which files its own app consists of. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

export interface WorkerBuild {
  source: string;
  output: string;
  /** Where the app has been built. */
  folder: string;
  /** Paths below it that make up the app; the first is the page itself. */
  files: string[];
  /** Paths that are kept only once they were read. */
  guidance?: string[];
  /** The languages that there are, as files are named: zh, en. */
  languages: string[];
  target: string[];
}

const addressed = (file: string) => `/${file}`;

/** Write `output` into `folder`; the source sees `__FILES__` and `__GUIDANCE__` (addresses), `__LANGUAGES__`, `__VERSION__` (changes with any content). */
export async function buildServiceWorker({ source, output, folder, files, guidance = [], languages, target }: WorkerBuild): Promise<void> {
  const hash = createHash('sha256');
  for (const file of [...files, ...guidance]) hash.update(file).update(await readFile(join(folder, file)));
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: {
      __FILES__: JSON.stringify(files.map(addressed)),
      __GUIDANCE__: JSON.stringify(guidance.map(addressed)),
      __LANGUAGES__: JSON.stringify(languages),
      __VERSION__: JSON.stringify(hash.digest('hex').slice(0, 12)),
    },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target,
      rolldownOptions: {
        input: source,
        output: { format: 'iife', entryFileNames: output, codeSplitting: false },
      },
    },
  });
}
