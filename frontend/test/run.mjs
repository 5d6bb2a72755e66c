/** Bundles every *.test.ts once and hands the result to Node's own runner, so tests run on Node 20 as well as 24. */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { build } from 'vite';

const out = 'node_modules/.cache/tests';
const tests = readdirSync('test').filter((name) => name.endsWith('.test.ts'));
rmSync(out, { recursive: true, force: true });
await build({
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: true,
    outDir: out,
    target: 'node20',
    rolldownOptions: { input: tests.map((name) => `test/${name}`), output: { entryFileNames: '[name].mjs' } },
  },
});
const files = readdirSync(out).filter((name) => name.endsWith('.test.mjs'));
process.exit(spawnSync(process.execPath, ['--test', ...files.map((name) => `${out}/${name}`)], { stdio: 'inherit' }).status ?? 1);
