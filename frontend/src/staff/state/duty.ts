/** Who is on duty at the places of my teams, now. */
import { signal } from '@preact/signals';
import { dutyNow, type DutyNow, goOffDuty, goOnDuty, type OnDuty } from '../../data/duty.ts';
import type { TeamPlace } from '../../data/session.ts';
import { present } from './now.ts';
import { asked, changeMe, type Failure, failureOf, me, onForget } from './session.ts';

export interface Watch extends DutyNow {
  place: TeamPlace | null;
}

export const watches = signal<Watch[] | null>(null);
export const failure = signal<Failure | null>(null);
export const seenAt = signal(0);

/** Places of my teams, each once. A team without a place is asked about as "mine". */
function myPlaces(): (TeamPlace | null)[] {
  const places = (me.peek()?.grants ?? []).map((grant) => grant.team.place);
  const once = [...new Map(places.map((place) => [place?.code ?? '', place])).values()];
  return once.length ? once : [];
}

export async function refreshDuty(): Promise<void> {
  try {
    const found = await Promise.all(myPlaces().map(async (place) => ({ ...(await asked(dutyNow(place?.code))), place })));
    watches.value = [...new Map(found.map((watch) => [watch.team.id, watch])).values()];
    failure.value = null;
    seenAt.value = present();
    const mine = me.peek();
    const on_duty = watches.value.some((watch) => watch.on_duty.some((person) => person.id === mine?.id));
    if (mine && mine.on_duty !== on_duty) changeMe({ on_duty });
  } catch (error) {
    failure.value = failureOf(error);
  }
}

export async function goOn(): Promise<void> {
  await asked(goOnDuty());
  changeMe({ on_duty: true });
  await refreshDuty();
}

export async function goOff(): Promise<void> {
  await asked(goOffDuty());
  changeMe({ on_duty: false });
  await refreshDuty();
}

/** Nobody else would be left in one of my teams. */
export const isLast = () =>
  (watches.peek() ?? []).some((watch) => watch.on_duty.length === 1 && watch.on_duty[0]?.id === me.peek()?.id);

/** Everybody on duty once, even who serves in two teams. */
export const everybody = (found: readonly Watch[]): OnDuty[] => [
  ...new Map(found.flatMap((watch) => watch.on_duty).map((person) => [person.id, person])).values(),
];

onForget(() => {
  watches.value = null;
  failure.value = null;
});
