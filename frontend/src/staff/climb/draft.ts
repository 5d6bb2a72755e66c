/** A policy as it is typed, and as the API takes it. Pure. */
import type { Policy, PolicyBody, PolicyStep, Whom } from '../../data/policies.ts';
import type { Faults } from '../duty/faults.ts';

export type Unit = 'minutes' | 'hours' | 'days';

/** A length of time in one unit; days are working days. */
export interface Length {
  text: string;
  unit: Unit;
}

export interface DraftStep {
  /** So that a step keeps its fields when one above it goes. */
  key: number;
  after: Length;
  who: Whom[];
  turns: boolean;
}

export interface Draft {
  steps: DraftStep[];
  hold: Length;
}

export const WHO: readonly Whom[] = ['on_duty', 'everyone', 'supervisors', 'county'];
export const MOST_STEPS = 10;

export function lengthOf(seconds: number | null, days: number | null): Length {
  if (days !== null) return { text: String(days), unit: 'days' };
  const whole = seconds ?? 0;
  if (whole >= 7200 && whole % 1800 === 0) return { text: String(whole / 3600), unit: 'hours' };
  return { text: String(Math.round((whole / 60) * 100) / 100), unit: 'minutes' };
}

export const draftOf = (policy: Pick<Policy, 'steps' | 'hold_seconds' | 'hold_working_days'>): Draft => ({
  steps: policy.steps.map((step, key) => ({ key, after: lengthOf(step.after_seconds, step.after_working_days), who: [...step.who], turns: step.round_robin })),
  hold: lengthOf(policy.hold_seconds, policy.hold_working_days),
});

/** As many again as lie between the last two, and everybody: one that makes sense, to be changed. */
export function withStep(draft: Draft): Draft {
  const last = draft.steps.at(-1);
  const before = draft.steps.at(-2);
  const end = Number(last?.after.text ?? 0);
  const gap = last && before && before.after.unit === last.after.unit ? end - Number(before.after.text) : 0;
  const after: Length = { text: String(end + (gap > 0 ? gap : 5)), unit: last?.after.unit ?? 'minutes' };
  const key = Math.max(-1, ...draft.steps.map((step) => step.key)) + 1;
  return { ...draft, steps: [...draft.steps, { key, after, who: ['everyone'], turns: false }] };
}

const FACTOR = { minutes: 60, hours: 3600 };
const isNumber = ({ text, unit }: Length) => (unit === 'days' ? /^\d{1,2}$/ : /^\d{1,5}([.,]\d{1,2})?$/).test(text.trim());
const numberOf = ({ text }: Length) => Number(text.trim().replace(',', '.'));
const seconds = (length: Length) => (length.unit === 'days' ? null : Math.round(numberOf(length) * FACTOR[length.unit]));
const days = (length: Length) => (length.unit === 'days' ? numberOf(length) : null);

/** What is missing before it can be sent, in the words of `need`, each with its pointer. */
export function needsOf({ steps, hold }: Draft, need: { number: string; who: string }): Faults {
  const found = steps.flatMap(({ after, who }, number) => [
    ...(isNumber(after) ? [] : [[`/steps/${number}/after_seconds`, need.number]]),
    ...(who.length ? [] : [[`/steps/${number}/who`, need.who]]),
  ]);
  return Object.fromEntries(isNumber(hold) ? found : [...found, ['/hold_seconds', need.number]]);
}

export function bodyOf({ steps, hold }: Draft): PolicyBody {
  return {
    steps: steps.map(({ after, who, turns }) => ({ after_seconds: seconds(after), after_working_days: days(after), who, round_robin: turns })),
    hold_seconds: seconds(hold),
    hold_working_days: days(hold),
  };
}

/** A policy as it stands, to send it again. */
export const asBody = ({ steps, hold_seconds, hold_working_days }: Policy): PolicyBody => ({ steps: steps as PolicyStep[], hold_seconds, hold_working_days });

/** The next Saturday at two in the morning: when fewest people are there. `day` is today, YYYY-MM-DD. */
export function nextSaturday(day: string): string {
  const today = Date.parse(day);
  const ahead = (6 - new Date(today).getUTCDay() + 7) % 7 || 7;
  return `${new Date(today + ahead * 86_400_000).toISOString().slice(0, 10)}T02:00`;
}
