/** Starts the staff's app: the look, the words, who is signed in; then everything that keeps running. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import '../style/tokens.css';
import '../style/base.css';
import '../style/parts.css';
import '../style/more.css';
import '../style/staff.css';
import { preferredLanguage, setLanguage } from '../i18n/index.ts';
import { restoreScheme } from '../lib/scheme.ts';
import { App, preloadReport } from './App.tsx';
import { to } from './routes.ts';
import { learnContent } from './state/content.ts';
import { followDevice, learnDevice } from './state/device.ts';
import { guardDrafts } from './state/drafts.ts';
import { refreshDuty } from './state/duty.ts';
import { refresh } from './state/inbox.ts';
import { startClock } from './state/now.ts';
import { onPoll, startPolling } from './state/poll.ts';
import { followOpenReport } from './state/report.ts';
import { refreshAlerts, startRinging } from './state/ringing.ts';
import { go, route, startRouter } from './state/router.ts';
import { learnSession, may, me, session } from './state/session.ts';
import { soundAfterFirstTouch } from './state/sound.ts';
import { startWorker } from './state/worker.ts';
import { words } from './words.ts';

async function boot(): Promise<void> {
  restoreScheme();
  await setLanguage(preferredLanguage(), { keep: false });
  await words.load();
  startRouter();
  if (location.pathname === '/staff') go(to.inbox + location.search, { replace: true });
  const root = document.getElementById('app');
  if (root) render(<App />, root);
  startClock();
  guardDrafts();
  soundAfterFirstTouch();
  addEventListener('keydown', callKey);
  startRinging();
  startWorker();
  onPoll(learnContent);
  onPoll(async () => {
    if (may('report:read')) await Promise.all([refreshAlerts(), refresh().then(followOpenReport)]);
  });
  onPoll(async () => {
    if (route.peek().page === 'duty') await refreshDuty();
  });
  onPoll(followDevice);
  startPolling();
  whenSignedIn();
  await Promise.all([learnSession(), learnContent()]);
}

/** Alt+N takes a call from any page; on the page of calls it means the next one. By its place, since it may type something else. */
function callKey(event: KeyboardEvent): void {
  if (event.code !== 'KeyN' || !event.altKey || event.ctrlKey || event.defaultPrevented || !may('hotline:write') || document.querySelector('dialog[open]')) return;
  const { page } = route.peek();
  if (page === 'hotline' || (page === 'inbox' && !may('report:read'))) return;
  event.preventDefault();
  go(to.hotline);
}

/** For every person who signs in, once: is this device theirs, and does it ring? */
function whenSignedIn(): void {
  let greeted: string | undefined;
  effect(() => {
    const id = me.value?.id;
    if (session.value.state === 'out' && !session.value.lost) greeted = undefined;
    if (!id || id === greeted) return;
    greeted = id;
    void learnContent().then(learnDevice);
    void refreshDuty();
    if (may('report:read')) void preloadReport();
  });
}

void boot();
