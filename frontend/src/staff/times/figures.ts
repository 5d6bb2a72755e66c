/** Arithmetic of the page: durations, periods, scales. Pure. */
import type { StepTimes } from '../../data/statistics.ts';
import type { Step } from '../../data/practice.ts';

export type Unit = 's' | 'min' | 'h' | 'd';

/** Seconds as a figure and its unit; one decimal where it still tells something. */
export function durationOf(seconds: number): [figure: string, unit: Unit] {
  const length = Math.max(0, seconds);
  if (length < 90) return [String(Math.round(length)), 's'];
  if (length < 120 * 60) return [rounded(length / 60, 20), 'min'];
  if (length < 48 * 3600) return [rounded(length / 3600, 20), 'h'];
  return [rounded(length / 86_400, 20), 'd'];
}

/** One decimal below `from`, none above; never "6.0". */
function rounded(value: number, from: number): string {
  return String(value < from ? Math.round(value * 10) / 10 : Math.round(value));
}

export const percent = (share: number) => `${Math.round(share * 100)}%`;

export const rowOf = (steps: readonly StepTimes[], step: Step, priority: string) =>
  steps.find((row) => row.step === step && row.priority === priority);

const waitedShare = (row: StepTimes) => (row.oldest_waiting_seconds ?? 0) / (row.standard_seconds ?? Number.POSITIVE_INFINITY);

/** Rows whose oldest report has waited longer than its standard allows; the worst in proportion first. */
export function overdue(steps: readonly StepTimes[]): StepTimes[] {
  return steps.filter(isLate).sort((a, b) => waitedShare(b) - waitedShare(a));
}

export const isLate = (row: StepTimes) => waitedShare(row) > 1;

/** Whether the longest wait of a row is beyond its standard. All urgencies together have none: then that of the row it comes from counts. */
export function isOldestLate(row: StepTimes, steps: readonly StepTimes[]): boolean {
  if (row.priority !== 'all') return isLate(row);
  return steps.some((each) => each.step === row.step && each.oldest_waiting_seconds === row.oldest_waiting_seconds && isLate(each));
}

/** The longest wait for a step, by its own urgency; undefined when nothing waits. */
export function longestFor(steps: readonly StepTimes[], step: Step): StepTimes | undefined {
  const waiting = steps.filter((row) => row.step === step && row.priority !== 'all' && row.oldest_waiting_seconds !== null);
  return waiting.sort((a, b) => (b.oldest_waiting_seconds ?? 0) - (a.oldest_waiting_seconds ?? 0))[0];
}

const DAY_MS = 86_400_000;
const day = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The `days` calendar days that end with `today` (YYYY-MM-DD). */
export function lastDays(today: string, days: number): { from: string; to: string } {
  return { from: day(Date.parse(today) - (days - 1) * DAY_MS), to: today };
}

/** Whole weeks backwards from `today`, the oldest first. */
export function weeksBefore(today: string, count: number): { from: string; to: string }[] {
  return Array.from({ length: count }, (_, index) => lastDays(day(Date.parse(today) - (count - 1 - index) * 7 * DAY_MS), 7));
}

export const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** Round steps (1, 2, 5 × 10ⁿ) that divide 0 to `most` into at most five. */
export function ticksTo(most: number): number[] {
  if (!(most > 0)) return [0];
  const raw = most / 4;
  const magnitude = 10 ** Math.floor(Math.log10(raw));
  const size = [1, 2, 5, 10].map((factor) => factor * magnitude).find((candidate) => candidate >= raw) ?? raw;
  return Array.from({ length: Math.floor(most / size + 1e-9) + 1 }, (_, index) => Number((index * size).toPrecision(6)));
}

/** Labels at least `gap` apart, moved as little as needed, in the order in which they stand. */
export function spread(wanted: number[], gap: number): number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  order.forEach((label, index) => {
    const above = order[index - 1];
    if (above && label.y - above.y < gap) label.y = above.y + gap;
  });
  return order.sort((a, b) => a.index - b.index).map((label) => label.y);
}
