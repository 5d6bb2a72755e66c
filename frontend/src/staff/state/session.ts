/** Who is signed in, and what becomes of the screens when that ends. */
import { computed, signal } from '@preact/signals';
import { ApiError, Unreachable } from '../../data/client.ts';
import { type Credentials, type Me, type Permission, signIn, signOut, whoAmI } from '../../data/session.ts';
import { hearClock } from './now.ts';

type Session =
  | { state: 'unknown' }
  | { state: 'unreachable' }
  /** `lost`: somebody was at work, and comes back to the same place. */
  | { state: 'out'; lost: boolean }
  | { state: 'in'; me: Me };

export const session = signal<Session>({ state: 'unknown' });
export const me = computed(() => (session.value.state === 'in' ? session.value.me : null));

export const may = (permission: Permission) => me.value?.permissions.includes(permission) ?? false;
export const isSupervisor = () => me.value?.grants.some((grant) => grant.role === 'supervisor') ?? false;

/** Only in memory: whose work the stores still hold after the session was lost. */
let lastPerson: string | undefined;
const forgetters: (() => void)[] = [];

/** A store that holds anything of a case says here how to drop it. Called at sign-out and when another person signs in. */
export const onForget = (forget: () => void) => void forgetters.push(forget);

function forgetAll(): void {
  for (const forget of forgetters) forget();
}

function enter(person: Me): void {
  if (lastPerson !== undefined && lastPerson !== person.id) forgetAll();
  lastPerson = person.id;
  session.value = { state: 'in', me: person };
}

/** Ask the server who this browser is. */
export async function learnSession(): Promise<void> {
  try {
    const answer = await whoAmI();
    hearClock(answer.headers);
    const { me: person } = answer.body;
    if (person) enter(person);
    else session.value = { state: 'out', lost: false };
  } catch {
    session.value = { state: 'unreachable' };
  }
}

export async function enterWith(credentials: Credentials): Promise<void> {
  enter(await signIn(credentials));
}

export async function leave(): Promise<void> {
  await signOut();
  forgetAll();
  lastPerson = undefined;
  session.value = { state: 'out', lost: false };
}

export type Failure = 'unreachable' | 'gone' | 'forbidden' | 'failed';

/** What a screen says about an error; the error itself has gone to the console in the browser. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Unreachable) return 'unreachable';
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 404) return 'gone';
  return error.status === 403 ? 'forbidden' : 'failed';
}

/** Wrap every call for a signed-in person: a lost session shows the sign-in, and the place is kept behind it. */
export async function asked<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const signedOut = error instanceof ApiError && error.status === 401;
    if (signedOut && session.peek().state === 'in') session.value = { state: 'out', lost: true };
    throw error;
  }
}
