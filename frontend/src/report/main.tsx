/** Starts the reporter's app: takes over the page that is already there, then fetches the rest while nobody waits. */
import { hydrate, render } from 'preact';
import '../style/tokens.css';
import '../style/base.css';
import '../style/frame.css';
import { LANGUAGES, type Language, preferredLanguage, setLanguage } from '../i18n/index.ts';
import { restoreScheme } from '../lib/scheme.ts';
import { headingsTakeFocus } from '../parts/Heading.tsx';
import { App } from './App.tsx';
import { learnDeployment } from './deployment.ts';
import { go, PAGES, part, preload, screen } from './flow.ts';
import { leaveOnShift } from './leave.ts';
import { startAsAdult, startAsChild } from './Start.tsx';
import { askBeforeLoss } from './unsent.ts';
import { first } from './words.ts';

async function boot(): Promise<void> {
  restoreScheme();
  leaveOnShift();
  askBeforeLoss();
  const door = /^\/e\/([\w-]{8,12})$/.exec(location.pathname)?.[1];
  const drawnIn = document.documentElement.lang;
  let asked = '';
  let wanted: Language;
  // Once more for what was tapped while the words were on their way: nobody should have to tap twice.
  do {
    asked = askedFor() || asked;
    wanted = (LANGUAGES as string[]).includes(asked) ? (asked as Language) : preferredLanguage();
    await setLanguage(wanted, { keep: asked === wanted });
    await first.load();
  } while (location.hash);
  const root = document.getElementById('app');
  if (!root) return;
  if (drawnIn === wanted && root.hasChildNodes()) hydrate(<App />, root);
  else render(<App />, root);
  headingsTakeFocus();
  if (door) void import('./entrance.ts').then(({ enterBy }) => enterBy(door));
  if (asked) void openAsked(asked);
  whenIdle(settleIn);
}

/** Addresses that people are told: how it goes, and how to stay safer. */
const PATHS: Record<string, string> = { '/r': 'follow-up', '/s': 'safety' };

/** What was tapped before the script was there; taken off the address so it leaves no trace. */
function askedFor(): string {
  const asked = location.hash.slice(1) || PATHS[location.pathname] || '';
  if (asked || location.pathname !== '/') history.replaceState(null, '', '/');
  return asked;
}

function openAsked(asked: string): Promise<void> | undefined {
  if (asked === 'start') return startAsAdult();
  if (asked === 'child') return startAsChild();
  if (asked === 'shared') return import('./attach.ts').then(({ takeShared }) => takeShared());
  const page = PAGES.find((each) => asked.startsWith(each));
  if (!page) return undefined;
  part.value = asked.slice(page.length + 1);
  return go(page);
}

async function settleIn(): Promise<void> {
  const { countWaiting, registerWorker, sendWaiting, watchNetwork } = await import('./submit.ts');
  const learned = learnDeployment();
  // One after the other: a slow line brings the form before its copy for later, and a slow phone answers taps in between.
  await preload().catch(() => undefined);
  await Promise.allSettled([registerWorker(() => screen.peek() === 'start'), learned]);
  watchNetwork();
  await countWaiting();
  await sendWaiting();
}

function whenIdle(work: () => Promise<void>): void {
  const soon = () => setTimeout(() => void work(), 300);
  if (document.readyState === 'complete') soon();
  else addEventListener('load', soon, { once: true });
}

/** A page that the browser brings back from its memory still shows what was filled in: start afresh. */
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});

/** Words that did not come on a bad line: the next tap begins anew, and leads where it was meant to. */
void boot().catch(() => {
  askedFor();
  addEventListener('hashchange', () => location.reload());
});
