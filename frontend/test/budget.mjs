/** Weighs the build and fails when a first load or a service worker has grown above its budget. Bytes are brotli. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const DIST = 'dist';
const KB = 1024;
const size = (file) => {
  try {
    return statSync(join(DIST, `${file}.br`)).size;
  } catch {
    return statSync(join(DIST, file)).size; // too small to be worth compressing
  }
};
const text = (file) => readFileSync(join(DIST, file), 'utf8');
/** Of this build only: files of the one before lie there too. */
const assets = JSON.parse(text('generations.json'))[0].map((file) => file.slice('assets/'.length));

/** Everything a page names and what that imports before anything runs, in the order in which it is asked for. */
function firstLoad(page) {
  const linked = [...text(page).matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1]);
  const files = new Set([page, ...linked]);
  for (const file of files) {
    if (!file.endsWith('.js')) continue;
    for (const match of text(file).matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+from\s*)?["']\.\/([^"']+\.js)["']/g)) files.add(`assets/${match[1]}`);
  }
  return [...files];
}

const total = (files) => files.reduce((sum, file) => sum + size(file), 0);
const withWords = (page, prefix) => {
  const files = firstLoad(page);
  if (files.some((file) => file.includes(`/${prefix}`))) return files;
  const words = assets.filter((name) => name.startsWith(prefix)).map((name) => `assets/${name}`);
  return [...files, ...words.sort((a, b) => size(b) - size(a)).slice(0, 1)];
};

const reporter = Object.fromEntries(['index.html', 'index.en.html'].map((page) => [page, firstLoad(page)]));
const staff = withWords('staff.html', 'staff.zh-');
const named = ['/index.html', ...new Set(text('sw.js').match(/\/(?:assets|icons)\/[\w.-]+\.\w+/g))];
/** Kept only once it was read: one language, its code and its style come with the first view, the other language behind. */
const isGuidance = (address) => /\/assets\/guide[.-]/.test(address);
/** Kept only where somebody asked to keep a draft. */
const isDraft = (address) => /\/assets\/draft[.-]/.test(address);
/** Of the words, the language that the phone asks for. */
const isOther = (address) => /\/assets\/(?:\w+\.)?en-/.test(address);
const kept = named.filter((address) => !isGuidance(address) && !isDraft(address) && !isOther(address));
const draft = named.filter((address) => isDraft(address) && !isOther(address));
const guidance = named.filter((address) => isGuidance(address) && !/guide\.en-/.test(address));
const atFirst = new Set(Object.values(reporter).flat().map((file) => `/${file}`));
const rows = [
  ...Object.entries(reporter).flatMap(([page, files]) => [
    [`${page}: first load`, total(files) / KB, 20, 'KB'],
    [`${page}: requests`, files.length, 6, ''],
  ]),
  // In one language, fetched while nobody waits, so that all of it works without a network: photos and voice notes too.
  ['reporter: all that is kept', total(kept.map((address) => address.slice(1))) / KB, 60, 'KB'],
  ['reporter: service worker', size('sw.js') / KB, 4, 'KB'],
  ['reporter: largest later file', Math.max(...kept.filter((address) => !atFirst.has(address)).map((address) => size(address.slice(1)))) / KB, 8, 'KB'],
  ['reporter: guidance, when read', total(guidance.map((address) => address.slice(1))) / KB, 8, 'KB'],
  ['reporter: a draft, when asked for', total(draft.map((address) => address.slice(1))) / KB, 3, 'KB'],
  ['staff.html: first load', total(staff) / KB, 45, 'KB'],
];

let isOver = false;
for (const [name, value, budget, unit] of rows) {
  const over = value > budget;
  isOver ||= over;
  process.stdout.write(`${over ? 'OVER ' : '     '}${name.padEnd(34)}${value.toFixed(unit ? 1 : 0).padStart(7)} ${unit.padEnd(2)} of ${budget}\n`);
}
for (const file of reporter['index.html']) process.stdout.write(`       ${file.padEnd(40)} ${String(size(file)).padStart(6)} B\n`);

const foreign = named.filter((address) => /staff/.test(address));
if (foreign.length) process.stdout.write(`The reporter's phone would keep staff files: ${foreign.join(', ')}\n`);
process.exit(isOver || foreign.length ? 1 : 0);
