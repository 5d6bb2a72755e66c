/** Writes brotli and gzip siblings beside every text file, so the server never compresses at run time. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { filesBelow } from './files.ts';

const TEXT = /\.(html|js|css|svg|json|webmanifest|txt)$/;
const SMALLEST_WORTHWHILE_BYTES = 256;

export async function compress(folder: string): Promise<void> {
  for (const file of (await filesBelow(folder)).filter((name) => TEXT.test(name))) {
    const path = join(folder, file);
    const content = await readFile(path);
    if (content.length < SMALLEST_WORTHWHILE_BYTES) continue;
    await writeFile(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    await writeFile(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}
