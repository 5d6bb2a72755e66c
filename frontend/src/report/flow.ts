/**
 * Which screen is shown and how to get to the next. Steps live in memory under one history entry, so the browser's
 * Back leads out of the app and never through what was filled in.
 */
import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { answers, blank } from './answers.ts';
import { watchBackGesture } from './back_gesture.ts';
import { beBusy } from './busy.ts';
import { additions, delivery, hasArrived, messages, receipt } from './sending.ts';
import { Start } from './Start.tsx';
import { enter, hasUnsent } from './unsent.ts';
import { loadFormWords, loadPagesWords } from './words.ts';

export type FormScreen = 'danger' | 'what' | 'more' | 'place' | 'you' | 'check';
export type AfterScreen = 'alerted' | 'unsent' | 'waiting' | 'sent' | 'leaving';
const GUIDE = ['guidance', 'must-report', 'if-i-tell'] as const;
/** Pages with an address of their own, e.g. `#safety`. They hold nothing of a report. */
export const PAGES = ['follow-up', 'safety', ...GUIDE] as const;
export type PageScreen = (typeof PAGES)[number];
/** `before`: what Leave does, told once before the first question. */
export type Screen = 'start' | 'before' | 'draft' | FormScreen | AfterScreen | PageScreen;

const NORMAL: readonly FormScreen[] = ['danger', 'what', 'more', 'place', 'you', 'check'];
/** After an alert the place matters most, and each page is sent by itself. */
const URGENT: readonly Screen[] = ['alerted', 'place', 'what', 'more', 'you', 'sent'];
const STEPS: ReadonlySet<Screen> = new Set(NORMAL);
const FREE: ReadonlySet<Screen> = new Set(['start', 'before', ...PAGES]);

export const screen = signal<Screen>('start');
export const shown = signal<FunctionComponent>(Start);
export const loadFailed = signal(false);
/** What of a page was asked for in the address, e.g. `doctor` in `#guidance-doctor`. */
export const part = signal('');
/** Set once the alert for a child in danger was sent off. */
export const isUrgent = signal(false);
/** The screen to return to after a single change, e.g. from "check answers". */
let returnTo: Screen | undefined;
/** The screens behind this one, oldest first. */
const trail = signal<readonly Screen[]>([]);

const loaders: Partial<Record<Screen, () => Promise<FunctionComponent>>> = {
  start: () => Promise.resolve(Start),
};
const formScreens = () => Promise.all([import('./form.ts'), loadFormWords(), laterStyle()]).then(([module]) => module);
const afterScreens = () => Promise.all([import('./after.ts'), loadFormWords(), laterStyle()]).then(([module]) => module);
const pageScreens = () => Promise.all([import('./pages.ts'), loadPagesWords(), loadFormWords(), laterStyle()]).then(([module]) => module);
for (const name of NORMAL) loaders[name] = async () => (await formScreens())[name];
for (const name of ['alerted', 'unsent', 'waiting', 'sent', 'leaving'] as const) loaders[name] = async () => (await afterScreens())[name];
loaders['follow-up'] = async () => (await pageScreens()).followUp;
loaders.safety = loaders.before = async () => (await pageScreens()).safety;
loaders.draft = async () => (await import('./draft.ts')).load();
for (const name of GUIDE) loaders[name] = async () => (await (await import('./guide.ts')).load())[name];

/** Fetch what comes after the first screen while nobody is waiting for it: one by one, so that a tap is always answered. */
export async function preload(): Promise<void> {
  for (const fetched of [formScreens, afterScreens, pageScreens, loaders.draft]) await fetched?.();
}

/** Show a screen. With `fresh` there is no way back from it (after sending). */
export async function go(to: Screen, { fresh = false, forget = false } = {}): Promise<void> {
  const component = await loaders[to]?.().catch(() => undefined);
  loadFailed.value = component === undefined;
  if (!component) return;
  if (fresh && to === 'start' && !hasUnsent()) startOver();
  if (fresh) trail.value = [];
  else if (!forget && screen.peek() !== to) trail.value = [...trail.peek(), screen.peek()];
  put(to, component);
}

/** The next report begins with nothing of the last one, once that is out. */
function startOver(): void {
  answers.value = blank();
  receipt.value = '';
  delivery.value = { state: 'none' };
  additions.value = { state: 'none' };
  messages.value = { state: 'none' };
  isUrgent.value = false;
}

/** Leave a step by its main button. */
export function goOn(from: Screen): Promise<void> {
  const back = returnTo;
  returnTo = undefined;
  if (back) return returnBack(back);
  const order = isUrgent.peek() ? URGENT : NORMAL;
  const to = order[order.indexOf(from) + 1] ?? 'start';
  return go(to === 'sent' && !hasArrived(delivery.peek()) ? 'unsent' : to, { fresh: to === 'sent' });
}

/** The way back from there is what it was before the change. */
function returnBack(to: Screen): Promise<void> {
  const at = trail.peek().lastIndexOf(to);
  if (at >= 0) trail.value = trail.peek().slice(0, at);
  return go(to, { forget: true });
}

/** Change one answer and come back here. */
export function change(to: Screen): Promise<void> {
  returnTo = screen.peek();
  return go(to);
}

export async function goBack(): Promise<void> {
  returnTo = undefined;
  const [to = 'start'] = trail.peek().slice(-1);
  trail.value = trail.peek().slice(0, -1);
  await go(to, { forget: true });
}

export const canGoBack = (): boolean => trail.value.length > 0;
export const isStep = (name: Screen): boolean => STEPS.has(name);
/** Which step a screen of the form is, and of how many. */
export const stepOf = (name: Screen): { n: number; of: number } => ({ n: (NORMAL as readonly Screen[]).indexOf(name) + 1, of: NORMAL.length });
/** Pages that hold nothing of a report, so leaving them by a tap on the name loses nothing. */
export const isFree = (name: Screen): boolean => FREE.has(name);

function put(to: Screen, component: FunctionComponent): void {
  screen.value = to;
  shown.value = component;
  document.title = document.title.replace(/^.*[:：]\s*/, '');
  window.scrollTo(0, 0);
  enter(isStep(to) ? to : '');
  beBusy(!isFree(to));
  watchBackGesture(trail.peek().length > 0, goBack);
}

let style: Promise<void> | undefined;

/** The style of everything after the first screen; screens wait for it so nothing jumps. */
export async function laterStyle(): Promise<void> {
  style ??= import('../style/later.css?url').then(({ default: href }) => linkStyle(href));
  return style.catch(() => {
    style = undefined;
  });
}

/** Add a style to the page; settles when it is there. Rejects when it cannot be fetched. */
export function linkStyle(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error('No style.')));
    document.head.append(link);
  });
}
