/** The alerts that wait for somebody, and the sound that an open page makes about them. */
import { computed, effect, signal } from '@preact/signals';
import { acknowledge, type Alert, listAlerts, type Saw } from '../../data/alerts.ts';
import type { Priority } from '../../data/practice.ts';
import { hearClock } from './now.ts';
import { asked, onForget, session } from './session.ts';
import { canSound, chime } from './sound.ts';

export const alerts = signal<Alert[]>([]);
/** Most urgent first, many from one source last among these, then the longest waiting. */
export const ringing = computed(() =>
  [...alerts.value].sort((a, b) => a.urgency.localeCompare(b.urgency) || Number(a.unverified) - Number(b.unverified) || Date.parse(a.raised_at) - Date.parse(b.raised_at)),
);

const KEPT_AS = 'duty-muted';
export const muted = signal(readMuted());

/** Seconds between two chimes while an alert of that urgency waits. P4 is for the digest and stays silent. */
const EVERY_S: Record<Priority, number> = { P0: 4, P1: 8, P2: 30, P3: 120, P4: 0 };

export async function refreshAlerts(): Promise<void> {
  const answer = await asked(listAlerts('triggered'));
  hearClock(answer.headers);
  alerts.value = answer.body.items.filter((alert) => alert.state === 'triggered');
}

/** Take it in hand, or put it into the hands of `person`. It goes quiet here at once, without waiting for the next round. */
export async function take(id: string, saw?: Saw, person?: string) {
  const answer = await asked(acknowledge(id, saw, person));
  alerts.value = alerts.peek().filter((alert) => alert.id !== id);
  return answer;
}

/** The urgency that sounds now: muting spares everything but P0. */
export const sounding = computed<Priority | null>(() => {
  if (session.value.state !== 'in') return null;
  const heard = ringing.value.filter((alert) => EVERY_S[alert.urgency] > 0 && (!muted.value || alert.urgency === 'P0'));
  return heard[0]?.urgency ?? null;
});

/** True when it should sound and the browser forbids it until somebody touches the page. */
export const silenced = computed(() => sounding.value !== null && !canSound.value);

export function setMuted(wanted: boolean): void {
  muted.value = wanted;
  try {
    localStorage.setItem(KEPT_AS, wanted ? '1' : '0');
  } catch {
    // The choice then lasts as long as the page.
  }
}

function readMuted(): boolean {
  try {
    return localStorage.getItem(KEPT_AS) === '1';
  } catch {
    return false;
  }
}

export function startRinging(): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  effect(() => {
    const urgency = sounding.value;
    void canSound.value; // So that it sounds at once when the browser begins to allow it.
    clearInterval(timer);
    if (urgency === null) return;
    chime(urgency);
    timer = setInterval(() => chime(urgency), EVERY_S[urgency] * 1000);
  });
  effect(() => {
    const badge = navigator as Navigator & { setAppBadge?: (count: number) => Promise<void> };
    void badge.setAppBadge?.(ringing.value.length).catch(() => undefined);
  });
}

onForget(() => void (alerts.value = []));
