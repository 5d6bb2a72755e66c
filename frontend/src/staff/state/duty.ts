/** Who is on duty at the places of my teams, now. */
import { signal } from '@preact/signals';
import { ApiError } from '../../data/client.ts';
import { dutyNow, type DutyNow, goOffDuty, goOnDuty } from '../../data/duty.ts';
import type { TeamPlace } from '../../data/session.ts';
import { present } from './now.ts';
import { route, search } from './router.ts';
import { asked, type Failure, failureOf, may, me, onForget } from './session.ts';

export interface Watch extends DutyNow {
  place: TeamPlace | null;
}

export const watches = signal<Watch[] | null>(null);
/** Whether I am on duty; null until it was asked. */
export const onDuty = signal<boolean | null>(null);
/** The team that the address names, where it is not one of mine; `none` where I may not see it. */
export const other = signal<Watch | 'none' | null>(null);
export const failure = signal<Failure | null>(null);
export const seenAt = signal(0);
/** How often somebody went on or off duty here: whatever shows shifts looks again. */
export const changes = signal(0);

/** Places of my teams, each once; null stands for "whatever team is mine". */
function myPlaces(): (TeamPlace | null)[] {
  const places = (me.peek()?.grants ?? []).map((grant) => grant.team.place);
  return [...new Map(places.map((place) => [place?.code ?? '', place])).values()];
}

/** A place that no team answers for has nobody to show, which is no failure of the whole. */
async function watchOver(place: TeamPlace | null): Promise<Watch[]> {
  try {
    return [{ ...(await asked(dutyNow({ place: place?.code }))), place }];
  } catch (error) {
    if (error instanceof ApiError && (error.status === 422 || error.code === 'no_team')) return [];
    throw error;
  }
}

const teamAsked = () => (route.peek().page === 'duty' ? search.peek().get('team') : null);

async function refreshOther(): Promise<void> {
  const team = teamAsked();
  if (!team || watches.peek()?.some((watch) => watch.team.id === team)) return;
  try {
    const found = await asked(dutyNow({ team }));
    if (teamAsked() === team) other.value = { ...found, place: null };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    other.value = 'none';
  }
}

export async function refreshDuty(): Promise<void> {
  if (!may('duty:read')) return;
  try {
    const found = (await Promise.all(myPlaces().map(watchOver))).flat();
    watches.value = [...new Map(found.map((watch) => [watch.team.id, watch])).values()];
    onDuty.value = found.some((watch) => watch.on_duty.some((person) => person.id === me.peek()?.id));
    await refreshOther();
    failure.value = null;
    seenAt.value = present();
  } catch (error) {
    failure.value = failureOf(error);
  }
}

export async function goOn(): Promise<void> {
  await asked(goOnDuty());
  onDuty.value = true;
  await refreshDuty();
  changes.value += 1;
}

export async function goOff(): Promise<void> {
  await asked(goOffDuty());
  onDuty.value = false;
  await refreshDuty();
  changes.value += 1;
}

/** Whether I can be reached, as far as it is known: `false` is not at all. */
export const heardMe = () =>
  (watches.peek() ?? []).flatMap((watch) => watch.on_duty).find(({ id }) => id === me.peek()?.id)?.reachable ?? null;

/** Nobody else would be left in one of my teams. */
export const isLast = () =>
  (watches.peek() ?? []).some((watch) => watch.on_duty.length === 1 && watch.on_duty[0]?.id === me.peek()?.id);

onForget(() => {
  watches.value = null;
  other.value = null;
  onDuty.value = null;
  failure.value = null;
});
