/** The present moment as the screens see it: the server's clock, since a phone's own may be minutes off. */
import { signal } from '@preact/signals';

const TICK_MS = 10_000;
/** Below this, the difference is travel time and rounding, not a wrong clock. */
const TOLERATED_MS = 30_000;

let offBy = 0;
/** Milliseconds since 1970. Moves every ten seconds, so words that count minutes are never more than that late. */
export const now = signal(Date.now());

export const present = () => Date.now() + offBy;
const tick = () => void (now.value = present());

/** Learn from an answer's Date header how far this device's clock is off. */
export function hearClock(headers: Headers): void {
  const there = Date.parse(headers.get('Date') ?? '');
  if (Number.isNaN(there)) return;
  const difference = there - Date.now();
  offBy = Math.abs(difference) > TOLERATED_MS ? difference : 0;
  tick();
}

export function startClock(): void {
  setInterval(tick, TICK_MS);
  document.addEventListener('visibilitychange', tick);
}
