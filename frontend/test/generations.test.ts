import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { everyFile } from '../build/files.ts';
import { MANIFEST, release } from '../build/generations.ts';

async function place(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'generations-'));
  t.after(() => rm(folder, { recursive: true }));
  const write = async (below: string, files: Record<string, string>) => {
    for (const [file, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, below, file)), { recursive: true });
      await writeFile(join(folder, below, file), content);
    }
  };
  return {
    write: (files: Record<string, string>) => write('', files),
    /** Build files of these contents, and release them. */
    build: async (...files: string[]) => {
      const made = Object.fromEntries(files.map((name) => [`assets/${name}`, name]));
      await write('.fresh', { ...made, 'index.html': files.join(' ') });
      await release(join(folder, '.fresh'), folder);
    },
    listed: async () => (await everyFile(folder)).filter((file) => file !== MANIFEST),
    text: (file: string) => readFile(join(folder, file), 'utf8'),
  };
}

test('the files of the build before stay for one build more', async (t) => {
  const { build, listed, text } = await place(t);
  await build('a-1.js', 'a-1.js.br', 'same-1.css');
  await build('a-2.js', 'same-1.css');
  assert.deepEqual(await listed(), ['assets/a-1.js', 'assets/a-1.js.br', 'assets/a-2.js', 'assets/same-1.css', 'index.html']);
  assert.equal(await text('index.html'), 'a-2.js same-1.css');
  assert.deepEqual(JSON.parse(await text(MANIFEST)), [
    ['assets/a-2.js', 'assets/same-1.css'],
    ['assets/a-1.js', 'assets/same-1.css'],
  ]);
  await build('a-3.js');
  assert.deepEqual(await listed(), ['assets/a-2.js', 'assets/a-3.js', 'assets/same-1.css', 'index.html']);
});

test('a build that changed nothing leaves the one before where it is', async (t) => {
  const { build, listed } = await place(t);
  await build('a-1.js');
  await build('a-2.js');
  await build('a-2.js');
  assert.deepEqual(await listed(), ['assets/a-1.js', 'assets/a-2.js', 'index.html']);
});

test('going back is a new generation too', async (t) => {
  const { build, text } = await place(t);
  await build('a-1.js');
  await build('a-2.js');
  await build('a-1.js');
  assert.deepEqual(JSON.parse(await text(MANIFEST)), [['assets/a-1.js'], ['assets/a-2.js']]);
});

test('a folder without a list is one generation; what has no hash is replaced or gone', async (t) => {
  const { write, build, listed } = await place(t);
  await write({ 'assets/a-1.js': '1', 'assets/a-1.js.gz': '1', 'old.html': '1', 'index.html.br': '1', '.built': '' });
  await build('a-2.js');
  assert.deepEqual(await listed(), ['.built', 'assets/a-1.js', 'assets/a-1.js.gz', 'assets/a-2.js', 'index.html']);
});
