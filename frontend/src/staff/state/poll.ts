/** Asks again and again while somebody is signed in: every 20 s in sight, every minute behind another window. */
import { computed, effect } from '@preact/signals';
import { learnSession, session } from './session.ts';

const IN_SIGHT_MS = 20_000;
const OUT_OF_SIGHT_MS = 60_000;

const tasks: (() => Promise<void>)[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let asking: Promise<void> | undefined;

/** A task deals with its own failures; one that fails does not hold up the others. */
export const onPoll = (task: () => Promise<void>) => void tasks.push(task);

/** Ask now: after a push, when the network or the window comes back. Rounds never overlap. */
export function pollNow(): Promise<void> {
  asking ??= round().finally(() => (asking = undefined));
  return asking;
}

async function round(): Promise<void> {
  clearTimeout(timer);
  const { state } = session.peek();
  if (state === 'in') await Promise.allSettled(tasks.map((task) => task()));
  if (state === 'unreachable') await learnSession();
  timer = setTimeout(() => void pollNow(), document.hidden ? OUT_OF_SIGHT_MS : IN_SIGHT_MS);
}

export function startPolling(): void {
  timer = setTimeout(() => void pollNow(), IN_SIGHT_MS);
  // Only the state: a round may learn more about the person, and must not start the next round by it.
  const state = computed(() => session.value.state);
  effect(() => {
    if (state.value === 'in') setTimeout(() => void pollNow());
  });
  addEventListener('online', () => void pollNow());
  document.addEventListener('visibilitychange', () => void (document.hidden || pollNow()));
}
