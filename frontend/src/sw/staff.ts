/** The staff's service worker: rings, answers taps, and keeps the empty shell of the app. It never keeps a word of a case. */

import { PAGE, pageOf, type Payload, payloadOf, type Said, wordsOf } from './payload.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;

const API = '/api/v1';
const CACHE = `duty-${__VERSION__}`;
const SETTINGS = 'duty-settings';
const SHELL = [...new Set([...__FILES__.map((file) => (file === '/staff.html' ? PAGE : file)), '/icons/lamp.svg', '/icons/lamp-192.png', '/icons/mark.svg'])];

const NETWORK_PATIENCE_MS = 4_000;
const RETRY_AFTER_MS = [1_000, 5_000];

type Language = 'zh-CN' | 'en';

/** What stands on a lock screen: enough to wake somebody, nothing about anybody. */
const WORDS: Record<Language, Record<'now' | 'alert' | 'test' | 'notice' | 'held' | 'failed', Said> & { take: string; open: string }> = {
  'zh-CN': {
    now: ['请马上接手', '小夜灯值班：有一件很急。'],
    alert: ['请接手', '小夜灯值班：有一件在等。'],
    test: ['试响', '听到了就好，不用做什么。'],
    notice: ['小夜灯值班', '有一条消息，打开看看。'],
    held: ['先替您接下了', '请几分钟内打开，不然会再响。'],
    failed: ['没有接上，还在响', '请点开，在页面里接手。'],
    take: '我来处理',
    open: '打开',
  },
  en: {
    now: ['Please answer now', 'Nightlamp duty: one is very urgent.'],
    alert: ['Please answer', 'Nightlamp duty: one is waiting.'],
    test: ['A test', 'If you noticed this, it works. Nothing to do.'],
    notice: ['Nightlamp duty', 'There is a message. Please open it.'],
    held: ['Held for you', 'Open it within a few minutes, or it rings again.'],
    failed: ['Not taken, still ringing', 'Tap, and take it on the page.'],
    take: 'I’ll take it',
    open: 'Open',
  },
};

/** `alert` of alerts alone: what a test or a notice calls so is nothing that can be opened. `page`: where a tap leads. */
interface Tapped {
  alert?: string;
  token?: string;
  page?: string;
  tag?: string;
}

type Shown = NotificationOptions & { renotify?: boolean; vibrate?: number[]; actions?: { action: string; title: string }[] };

// ── ringing ──

worker.addEventListener('push', (event) => event.waitUntil(onPush(payloadOf(event.data?.text()))));

async function onPush(payload: Payload): Promise<void> {
  const said = WORDS[await language()];
  const { alert, token, urgency, kind = 'alert' } = payload;
  const rings = kind === 'alert';
  const pressing = rings && urgency !== 'P2' && urgency !== 'P3' && urgency !== 'P4';
  const tag = rings ? (alert ?? 'duty') : payload.notice ? `notice-${payload.notice}` : kind;
  const data: Tapped = { ...(rings && alert ? { alert } : {}), ...(token ? { token } : {}), page: pageOf(payload), tag };
  const told = rings ? { said: pressing ? said.now : said.alert } : (wordsOf(payload) ?? { said: said[kind] ?? said.notice });
  await show(told.said, {
    tag,
    data,
    requireInteraction: pressing,
    vibrate: pressing ? [400, 200, 400, 200, 400] : [200],
    actions: !rings || !token ? [] : [{ action: 'ack', title: said.take }, { action: 'open', title: said.open }],
    ...('lang' in told ? { lang: told.lang } : {}),
  });
  await Promise.all([token ? reportShown(token) : undefined, tellWindows({ kind: 'pushed' })]);
}

async function show([title, body]: Said, options: Shown): Promise<void> {
  const look: Shown = { body, lang: await language(), icon: '/icons/lamp-192.png', badge: '/icons/mark.svg', renotify: true, ...options };
  await worker.registration.showNotification(title, look);
}

/** Proof that this device really showed it. Tried three times; the alert itself does not depend on it. */
async function reportShown(token: string): Promise<void> {
  for (const wait of [...RETRY_AFTER_MS, 0]) {
    const answer = await put(`/deliveries/${encodeURIComponent(token)}/shown`).catch(() => null);
    if (answer && answer.status < 500) return;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

// ── taps ──

worker.addEventListener('notificationclick', (event) => {
  const tapped = (event.notification.data ?? {}) as Tapped;
  event.notification.close();
  event.waitUntil(event.action === 'ack' && tapped.token ? takeFromHere(tapped, tapped.token) : openApp(tapped));
});

/** Hold it without opening anything. When that fails the app opens instead; a tap is never dropped. */
async function takeFromHere(tapped: Tapped, token: string): Promise<void> {
  const answer = await put(`/deliveries/${encodeURIComponent(token)}/acknowledgement`).catch(() => null);
  if (!answer?.ok) return openApp(tapped);
  const said = WORDS[await language()];
  await show(said.held, { tag: tapped.tag ?? 'duty', data: { ...tapped, token: undefined }, renotify: false, silent: true });
  await tellWindows({ kind: 'pushed' });
}

/** An open window is told and brought to the front, but never sent elsewhere: something may be half-written in it. */
async function openApp(tapped: Tapped): Promise<void> {
  const { alert, tag = 'duty' } = tapped;
  const address = tapped.page ?? pageOf(alert ? { alert } : {});
  try {
    const [window] = await windows();
    window?.postMessage({ kind: 'open', alert, page: address });
    const opened = window ? await window.focus() : await worker.clients.openWindow(address);
    if (opened) return;
  } catch {
    // Too long after the tap, the browser refuses both. Then a notification has to do.
  }
  const said = WORDS[await language()];
  await show(alert ? said.failed : said.notice, { tag, data: { ...tapped, token: undefined, page: address }, requireInteraction: true });
}

/** Windows of the staff app, the one in front first. */
async function windows(): Promise<WindowClient[]> {
  const found = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const ours = found.filter((window) => new URL(window.url).pathname.startsWith(PAGE));
  return ours.sort((a, b) => rank(a) - rank(b));
}

const rank = (window: WindowClient) => (window.focused ? 0 : window.visibilityState === 'visible' ? 1 : 2);

async function tellWindows(message: unknown): Promise<void> {
  for (const window of await windows()) window.postMessage(message);
}

// ── the subscription ──

worker.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));

/** The browser has thrown the subscription away: make another and tell the server. Failing that, the next start of the app does it. */
async function renew(event: PushSubscriptionChangeEvent): Promise<void> {
  const manager = worker.registration.pushManager;
  const fresh = event.newSubscription ?? (await manager.getSubscription()) ?? (await manager.subscribe(await renewal(event)));
  await fetch(`${API}/devices`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(fresh.toJSON()),
  });
}

async function renewal(event: PushSubscriptionChangeEvent): Promise<PushSubscriptionOptionsInit> {
  const known = event.oldSubscription?.options.applicationServerKey;
  return { userVisibleOnly: true, applicationServerKey: known ?? (await askKey()) };
}

async function askKey(): Promise<string> {
  const answer = await fetch(`${API}/config`);
  return ((await answer.json()) as { vapid_public_key: string }).vapid_public_key;
}

function put(path: string): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), NETWORK_PATIENCE_MS);
  const answer = fetch(API + path, { method: 'PUT', credentials: 'same-origin', cache: 'no-store', signal: stop.signal });
  return answer.finally(() => clearTimeout(timer));
}

// ── the language, told by the page and kept for when no page is open ──

worker.addEventListener('message', (event) => {
  const { kind, language: wanted } = (event.data ?? {}) as { kind?: string; language?: string };
  if (kind === 'language' && (wanted === 'en' || wanted === 'zh-CN')) event.waitUntil(keepLanguage(wanted));
});

async function keepLanguage(wanted: Language): Promise<void> {
  await (await caches.open(SETTINGS)).put('/staff/language', new Response(wanted));
}

async function language(): Promise<Language> {
  const kept = await caches.match('/staff/language', { cacheName: SETTINGS }).catch(() => undefined);
  const wanted = (await kept?.text()) ?? navigator.language;
  return wanted.startsWith('zh') ? 'zh-CN' : 'en';
}

// ── the shell ──

worker.addEventListener('install', (event) => event.waitUntil(fill()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));

async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(SHELL.map((file) => new Request(file, file === PAGE ? { cache: 'reload' } : {})));
  await worker.skipWaiting();
}

/** The generation before stays, so that a page opened with it still finds its parts. */
async function takeOver(): Promise<void> {
  const generations = (await caches.keys()).filter((name) => name.startsWith('duty-') && name !== SETTINGS && name !== CACHE);
  await Promise.all(generations.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith('/assets/') || SHELL.includes(pathname)) event.respondWith(part(request));
});

/** The page from the network, so that a new version is met at once; the kept one when there is none. */
async function page(request: Request): Promise<Response> {
  const patience = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), NETWORK_PATIENCE_MS));
  const answer = fetch(request).catch(() => undefined);
  const first = await Promise.race([answer, patience]);
  if (first && first.status < 500) return first;
  return (await caches.match(PAGE, { cacheName: CACHE })) ?? (await answer) ?? Response.error();
}

const part = async (request: Request): Promise<Response> => (await caches.match(request)) ?? fetch(request);
