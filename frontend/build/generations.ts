/**
 * Puts a finished build into the place of the one before, whose hashed files stay until the next:
 * a page that was loaded a minute ago still asks for them.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { everyFile, filesBelow } from './files.ts';

/** Which hashed files belong to which build, the newest first. */
export const MANIFEST = 'generations.json';
const GENERATIONS = 2;
/** When the front end was built last; `tools/bring` looks at its time. */
const STAMP = '.built';

/** Move everything from `fresh` into `folder`, and remove there what no generation needs any more. */
export async function release(fresh: string, folder: string): Promise<void> {
  const generations = succession(hashed(await filesBelow(fresh)), await generationsOf(folder));
  await writeFile(join(fresh, MANIFEST), `${JSON.stringify(generations, null, 1)}\n`);
  const files = await everyFile(fresh);
  // Pages last: whoever gets a page finds every file that it names.
  for (const file of [...hashed(files), ...files.filter((name) => !isHashed(name))]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await rename(join(fresh, file), join(folder, file));
  }
  await rm(fresh, { recursive: true, force: true });
  const kept = new Set([...files, ...generations.flat().flatMap((file) => [file, `${file}.br`, `${file}.gz`]), STAMP]);
  for (const file of await everyFile(folder)) if (!kept.has(file)) await rm(join(folder, file));
}

/** A build that changed nothing is no new generation, so the one before stays. */
function succession(newest: string[], before: string[][]): string[][] {
  const older = before.filter((files) => files.length > 0 && files.join() !== newest.join());
  return [newest, ...older].slice(0, GENERATIONS);
}

async function generationsOf(folder: string): Promise<string[][]> {
  const files = await everyFile(folder).catch((): string[] => []);
  if (files.includes(MANIFEST)) return JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as string[][];
  return [hashed(await filesBelow(folder).catch((): string[] => []))];
}

const isHashed = (file: string) => file.startsWith('assets/');
const hashed = (files: string[]) => files.filter(isHashed);
