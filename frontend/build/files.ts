/** Lists what a build has written. */
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Return every file below `folder` as a path with forward slashes, sorted. */
export async function everyFile(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** The same without compressed siblings. */
export async function filesBelow(folder: string): Promise<string[]> {
  return (await everyFile(folder)).filter((file) => !/\.(br|gz)$/.test(file));
}
