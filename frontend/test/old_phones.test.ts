import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

/** Tests run from where they were bundled; who runs them says where the sources are. */
const SRC = process.env['SOURCES'] ?? 'src';
const sources = (folder: string): string[] =>
  readdirSync(join(SRC, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
const holding = (files: string[], what: RegExp) => files.filter((file) => what.test(readFileSync(file, 'utf8')));

test('no expression looks behind: Safari before 16.4 reads no word of a file that holds one', () => {
  assert.deepEqual(holding(sources('.'), /\(\?<[=!]/), []);
});

test('a reporter’s phone of 2021 knows every method that its app calls', () => {
  // Chrome 87 and Safari 14.1, as vite.config.ts says; the build rewrites syntax, never methods.
  const later = /\.(?:at|findLast|findLastIndex|toSorted|toReversed|toSpliced|with|group)\(|\b(?:structuredClone|Object\.hasOwn|Object\.groupBy|Promise\.withResolvers|AbortSignal\.timeout)\b/;
  assert.deepEqual(holding(['report', 'parts', 'lib', 'sw'].flatMap(sources), later), []);
});
