/** What the reporter has said so far. It lives in memory only: a reload, a crash or Leave forgets all of it. */
import { signal } from '@preact/signals';
import type { ReporterMode } from '../data/config.ts';
import type { Picked } from './files.ts';
import { touch } from './unsent.ts';

export type Tri = 'yes' | 'no' | 'unknown';

export interface Pin {
  lat: number;
  lon: number;
  accuracy_m: number;
  datum: 'wgs84' | 'unknown';
  of: 'child' | 'reporter';
}

export interface Answers {
  danger: Tri | undefined;
  what: string;
  files: readonly Picked[];
  concerns: string[];
  /** Answers to the priority questions; a missing one counts as unknown. */
  answers: Record<string, Tri>;
  about: string[];
  /** Which of the nine circumstances may fit. */
  circumstances: string[];
  place: { code: string; name: string; path_name: string } | undefined;
  detail: string;
  school: string;
  homePhone: string;
  pin: Pin | undefined;
  placeUnknown: boolean;
  childName: string;
  childAge: string;
  childSex: 'f' | 'm' | 'unknown' | undefined;
  role: string | undefined;
  mode: ReporterMode | undefined;
  name: string;
  institution: string;
  phone: string;
  safeToPhone: Tri | undefined;
  phoneWhen: string;
  sayWho: boolean;
  /** What a child who reports for themself says: whom they trust, and who must not learn of it. */
  mayTalkTo: string;
  mustNotKnow: string;
}

export const blank = (): Answers => ({
  danger: undefined,
  what: '',
  files: [],
  concerns: [],
  answers: {},
  about: [],
  circumstances: [],
  place: undefined,
  detail: '',
  school: '',
  homePhone: '',
  pin: undefined,
  placeUnknown: false,
  childName: '',
  childAge: '',
  childSex: undefined,
  role: undefined,
  mode: undefined,
  name: '',
  institution: '',
  phone: '',
  safeToPhone: undefined,
  phoneWhen: '',
  sayWho: false,
  mayTalkTo: '',
  mustNotKnow: '',
});

export const answers = signal<Answers>(blank());

export function setAnswer<K extends keyof Answers>(key: K, value: Answers[K]): void {
  answers.value = { ...answers.value, [key]: value };
  touch();
}

/** Make an `onInput` for one answer. */
export const into =
  <K extends keyof Answers>(key: K) =>
  (value: Answers[K]): void =>
    setAnswer(key, value);

export const isChild = (): boolean => answers.value.role === 'child';
