/** What the deployment and its practice say: names, numbers, labels. Public, and fetched once. */
import { signal } from '@preact/signals';
import { type Config, fetchConfig } from '../../data/config.ts';
import { type Disposition, fetchPractice, type Practice, type Priority, type Standard, type Step, type Term } from '../../data/practice.ts';
import { placeWithCode } from '../../data/places.ts';
import { inLanguage, language } from '../../i18n/index.ts';
import { dateOf, daysBetween, timeOfDay } from '../zone.ts';
import { words } from '../words.ts';
import { now } from './now.ts';

export const config = signal<Config | null>(null);
export const practice = signal<Practice | null>(null);

let wanted: Promise<void> | undefined;

/** Labels appear when they come; until then a screen shows codes' own words or nothing. Tried again at the next call. */
export function learnContent(): Promise<void> {
  wanted ??= Promise.all([fetchConfig().then((found) => void (config.value = found)), fetchPractice().then((found) => void (practice.value = found))])
    .then(() => undefined)
    .catch(() => void (wanted = undefined));
  return wanted;
}

type Vocabulary = 'concerns' | 'circumstances' | 'roles' | 'questions' | 'about' | 'tracks' | 'dispositions';

/** The label of a code in the present language; the bare code when this practice does not know it. */
export function labelOf(vocabulary: Vocabulary, code: string): string {
  const terms: readonly Term[] = practice.value?.[vocabulary] ?? [];
  return inLanguage(terms.find((term) => term.code === code)?.label) || code;
}

const placePaths = signal<Readonly<Record<string, string>>>({});
const sought = new Set<string>();

/** Names from the province down to the place; empty until they have come, which draws again whoever asked. */
export function placePathOf(code: string): string {
  if (!sought.has(code)) {
    sought.add(code);
    placeWithCode(code).then(
      (place) => void (placePaths.value = { ...placePaths.peek(), [code]: place?.path_name ?? '' }),
      () => sought.delete(code),
    );
  }
  return placePaths.value[code] ?? '';
}

export const dispositionOf = (code: string): Disposition | undefined => practice.value?.dispositions.find((each) => each.code === code);

export const standardOf = (step: Step, priority: Priority): Standard | undefined =>
  practice.value?.standards.find((each) => each.step === step && each.priority === priority);

export const zone = () => config.value?.time_zone ?? 'Asia/Shanghai';

export const appName = () => inLanguage(config.value?.name) || words().name;

export function emergencyNumber(): string {
  return config.value?.emergency_numbers.find((each) => each.kind === 'police')?.number ?? '110';
}

/** "21:04" today; with "yesterday", "tomorrow" or the date on other days. */
export function momentOf(instant: string | number): string {
  const time = typeof instant === 'number' ? instant : Date.parse(instant);
  const clock = timeOfDay(time, zone());
  const days = daysBetween(now.value, time, zone());
  if (days === 0) return clock;
  if (days === -1) return `${words().when.yesterday} ${clock}`;
  if (days === 1) return `${words().when.tomorrow} ${clock}`;
  return `${dateOf(time, now.value, zone(), language.value)} ${clock}`;
}

/** Always with the date, for paper and for records. */
export function fullMomentOf(instant: string | number): string {
  const time = typeof instant === 'number' ? instant : Date.parse(instant);
  return `${dateOf(time, now.value, zone(), language.value)} ${timeOfDay(time, zone())}`;
}
