/** Bundles every *.test.ts once and hands the result to Node's own runner, so tests run on Node 20 as well as 24. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

// Not below node_modules: newer runners look for no tests there.
const out = mkdtempSync(join(tmpdir(), 'frontend-tests-'));
const tests = readdirSync('test').filter((name) => name.endsWith('.test.ts'));
try {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: out,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { input: tests.map((name) => `test/${name}`), output: { entryFileNames: '[name].mjs' } },
    },
  });
  const files = readdirSync(out).filter((name) => name.endsWith('.test.mjs'));
  process.exitCode = spawnSync(process.execPath, ['--test', ...files], { cwd: out, stdio: 'inherit', env: { ...process.env, SOURCES: join(process.cwd(), 'src') } }).status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
