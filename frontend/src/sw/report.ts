/**
 * The reporter's service worker: the app without a network, and the outbox when one comes back.
 * It leaves /staff/ and /api/ alone, keeps no word of a report, and never changes the app under somebody's hands.
 */
import { alone, flush, outcomesChannel, postSealed } from '../lib/outbox.ts';
import { flushFiles, postFile } from '../lib/outbox_files.ts';
import { fileShelf, outboxShelf } from '../lib/store.ts';

declare const self: ServiceWorkerGlobalScope;

interface SyncEvent extends ExtendableEvent {
  tag: string;
}

/** Leave deletes by this beginning. */
const PREFIX = 'lamp-';
const CURRENT = `${PREFIX}${__VERSION__}`;
/** This one and the one before, whose pages may still be open and fetch a later screen. */
const GENERATIONS = 2;
const PAGE = '/';
/** Addresses of the same page. */
const DOORS = [PAGE, '/r', '/s'];
/** The page is kept as the server gives it, in the language that the phone asks for. */
const FILES = __FILES__.filter((address) => address !== '/index.html');
/** Words of one language, by the names of their files. */
const WORDS = new RegExp(`/assets/(?:\\w+\\.)?(${__LANGUAGES__.join('|')})-`);
/** The language that the page begins in: the first that the phone asks for and we have. */
const OWN = self.navigator.languages.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find((tag) => __LANGUAGES__.includes(tag)) ?? 'zh';
/** Words of the other language are kept once somebody has chosen it, and from then on with every version. */
const isOwn = (address: string): boolean => (WORDS.exec(address)?.[1] ?? OWN) === OWN;
/** Too much for every phone, and what opens a draft: kept once somebody has read it or kept one, with all words in both languages, and then with every version. */
const GUIDANCE = __GUIDANCE__;
const IS_GUIDANCE = /\/assets\/(?:guide|draft)[.-]/;

self.addEventListener('install', (event) => event.waitUntil(fetchApp()));
self.addEventListener('activate', (event) => event.waitUntil(dropOldGenerations()));
self.addEventListener('fetch', (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(takeOverIfNobodyMinds());
  if (event.data === 'keep-guidance') event.waitUntil(keep([...GUIDANCE, ...FILES]));
  if (event.data === 'take-shared') {
    if (shared) event.ports[0]?.postMessage(shared);
    shared = undefined;
  }
  if (event.data === 'keep-languages') event.waitUntil(keep(FILES));
});
self.addEventListener('sync', (event) => {
  if ((event as SyncEvent).tag === 'outbox') (event as SyncEvent).waitUntil(sendOutbox());
});

/** All or nothing: a version that is not whole never becomes one. */
async function fetchApp(): Promise<void> {
  const before = await keptBefore();
  const others = before.some((url) => WORDS.test(url) && !IS_GUIDANCE.test(url) && !isOwn(url));
  const wanted = [PAGE, ...FILES.filter((address) => others || isOwn(address)), ...(before.some((url) => IS_GUIDANCE.test(url)) ? GUIDANCE : [])];
  const cache = await caches.open(CURRENT);
  await cache.addAll(wanted.map((address) => new Request(address, { cache: 'reload', credentials: 'omit' })));
}

async function keptBefore(): Promise<string[]> {
  const kept = await Promise.all((await ourCaches()).map(async (name) => (await caches.open(name)).keys()));
  return kept.flat().map(({ url }) => url);
}

/** Does nothing after Leave, which has taken the cache away. */
async function keep(files: readonly string[]): Promise<void> {
  if (!(await caches.has(CURRENT))) return;
  const cache = await caches.open(CURRENT);
  const kept = await Promise.all(files.map((address) => cache.match(address)));
  await cache.addAll(files.filter((_, at) => !kept[at]).map((address) => new Request(address, { credentials: 'omit' })));
}

const ourCaches = async (): Promise<string[]> => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

async function dropOldGenerations(): Promise<void> {
  const ours = await ourCaches();
  const kept = new Set([...ours.filter((name) => name !== CURRENT), CURRENT].slice(-GENERATIONS));
  await Promise.all(ours.filter((name) => !kept.has(name)).map((name) => caches.delete(name)));
}

/** Undefined leaves the request to the browser. */
function answerTo(request: Request): Promise<Response> | undefined {
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return undefined;
  if (request.method === 'POST' && pathname === '/share') return takeIn(request);
  if (request.method !== 'GET') return undefined;
  if (pathname.startsWith('/api/') || pathname === '/staff' || pathname.startsWith('/staff/')) return undefined;
  if (request.mode === 'navigate') return DOORS.includes(pathname) || pathname.startsWith('/e/') ? keptOrFetched(PAGE, request) : undefined;
  return FILES.includes(pathname) || pathname.startsWith('/assets/') ? keptOrFetched(pathname, request) : undefined;
}

/** What another app has handed over: here, in memory, until the page asks for it once. Its words are in no address, store or log. */
let shared: [words: string, files: File[]] | undefined;

/** As many characters as the form's field takes. */
const LONGEST = 20_000;

async function takeIn(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => new FormData());
  const words = [...new Set(['title', 'text', 'url'].flatMap((name) => form.getAll(name)))].filter(Boolean).join('\n');
  const files = form.getAll('files').filter((file): file is File => file instanceof File && file.size > 0);
  if (words || files.length) shared = [words.slice(0, LONGEST), files];
  return Response.redirect('/#shared', 303);
}

async function keptOrFetched(address: string, request: Request): Promise<Response> {
  const current = (await caches.has(CURRENT)) ? await (await caches.open(CURRENT)).match(address) : undefined;
  return current ?? (await caches.match(address)) ?? fetch(request);
}

/** Each page in the middle of a form holds the lock "form" together with the others. */
async function takeOverIfNobodyMinds(): Promise<void> {
  await self.navigator.locks?.request('form', { ifAvailable: true }, async (lock) => {
    if (lock) await self.skipWaiting();
  });
}

/** Throws while something waits, so the browser tries again later. */
async function sendOutbox(): Promise<void> {
  const reports = await alone(() => flush(outboxShelf, postSealed));
  const channel = outcomesChannel();
  channel?.postMessage(reports);
  const files = await alone(() => flushFiles(fileShelf, postFile), 'files');
  channel?.postMessage(files);
  channel?.close();
  const outcomes = [...reports, ...files];
  if (outcomes.some(({ result }) => result === 'unreachable')) throw new Error('Still no network.');
}
