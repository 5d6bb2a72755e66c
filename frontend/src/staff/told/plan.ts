/** What my rules come to: by which channel I am told of what, and after how long. Pure. */
import type { DefaultOf, Habits, HabitsBody, HearingRule } from '../../data/hearing.ts';
import type { Priority } from '../../data/practice.ts';

export const DEVICES = 'webpush';

/** A channel in which I have something. `hopeful`: not all of it is known to fail. */
export interface Way {
  channel: string;
  hopeful: boolean;
}

/** `after` in seconds as it will really be, null for never. `set`: what my rule says, undefined without one. */
export interface Told {
  channel: string;
  after: number | null;
  set: number | null | undefined;
}

const ruleFor = (rules: Habits['rules'], urgency: string, channel: string) =>
  rules.find((rule) => rule.urgency === urgency && rule.channel === channel);

/** What holds without a rule: devices at once, others as the house has it. */
export const usual = (channel: string, of: DefaultOf): number => (channel === DEVICES ? 0 : of.others_after_seconds);

/**
 * What rings first rings at once where nothing may be silenced, and where nothing is set. So somebody without a device
 * hears by e-mail at once, and not a minute later.
 */
export function toldOf(of: DefaultOf, rules: Habits['rules'], ways: readonly Way[]): Told[] {
  const found = ways.map(({ channel, hopeful }) => {
    const set = ruleFor(rules, of.urgency, channel)?.after_seconds;
    return { channel, hopeful, set, after: set === undefined ? usual(channel, of) : set };
  });
  const hasOwn = rules.some((rule) => rule.urgency === of.urgency);
  const hopeful = found.filter((each) => each.hopeful && each.after !== null).map(({ after }) => after ?? 0);
  const first = hopeful.length && (of.never_silenced || !hasOwn) ? Math.min(...hopeful) : 0;
  return found.map(({ channel, set, after }) => ({ channel, set, after: after === null ? null : Math.max(after - first, 0) }));
}

const STEPS = [0, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** The delays that are offered: none so late that others are called already, and always the one that is set. */
export function delaysFor(of: DefaultOf, set: number | null | undefined): number[] {
  const offered = STEPS.filter((seconds) => seconds <= of.latest_seconds && (seconds !== 30 || of.latest_seconds <= 60));
  return typeof set === 'number' && !offered.includes(set) ? [...offered, set].sort((a, b) => a - b) : offered;
}

/** The delays to choose from, in their order. What holds without a rule stands among them once, never beside itself. */
export const choicesFor = (of: DefaultOf, { channel, set }: Pick<Told, 'channel' | 'set'>): number[] =>
  [...new Set([...delaysFor(of, set), usual(channel, of)])].sort((a, b) => a - b);

/** Whether nothing can be chosen: what may not be silenced and has one way only always comes that way at once. */
export const isFixed = (of: DefaultOf, told: readonly unknown[]): boolean => of.never_silenced && told.length < 2;

/** The rules of one urgency exchanged for others; `undefined` takes a rule away. */
export function withRules(habits: Habits, urgency: Priority, set: Readonly<Record<string, number | null | undefined>>): HabitsBody {
  const others = habits.rules.filter((rule) => rule.urgency !== urgency || !(rule.channel in set)) as HearingRule[];
  const mine = Object.entries(set).flatMap(([channel, after]) => (after === undefined ? [] : [{ urgency, channel, after_seconds: after }]));
  return { rules: [...others, ...mine], quiet_hours: habits.quiet_hours };
}

/** As it was read, to send it again. */
export const asBody = (habits: Habits): HabitsBody => ({ rules: habits.rules as HearingRule[], quiet_hours: habits.quiet_hours });

const DAY = 24 * 60;
const minutesOf = (time: string) => {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return found ? Number(found[1]) * 60 + Number(found[2]) : Number.NaN;
};

/** As `LONGEST_QUIET` of alerts/hearing: somebody who is never told of what can wait has left it to the others. */
export const LONGEST_QUIET = 16 * 60;

/** From one time of day to the next; 0 for the same time twice, NaN for what is no time. */
export const minutesBetween = (from: string, until: string): number => (minutesOf(until) - minutesOf(from) + DAY) % DAY;

export function endsAt(begins: string, minutes: number): string {
  const end = (minutesOf(begins) + minutes) % DAY;
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
}

export const isOvernight = (begins: string, minutes: number) => minutesOf(begins) + minutes > DAY;
