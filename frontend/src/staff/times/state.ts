/** What the page of response times shows, and the way down through the places. */
import { signal } from '@preact/signals';
import { type NamedPlace, type Period, responseTimes, type ResponseTimes } from '../../data/statistics.ts';
import { zone } from '../state/content.ts';
import { present } from '../state/now.ts';
import { asked, type Failure, failureOf, me, onForget } from '../state/session.ts';
import { dayOf } from '../zone.ts';
import { to } from '../routes.ts';
import { isDay, lastDays } from './figures.ts';

export const DEFAULT_DAYS = 7;

export interface Wanted extends Period {
  place: string | undefined;
}

export const times = signal<ResponseTimes | null>(null);
export const failure = signal<Failure | null>(null);
export const loading = signal(false);
/** From one of my own places down to the one on the screen. */
export const trail = signal<NamedPlace[]>([]);

export const today = () => dayOf(present(), zone());

/** Where a supervisor begins: the places of the teams they supervise, else of any of their teams. */
export function ownPlaces(): NamedPlace[] {
  const grants = me.value?.grants ?? [];
  const supervised = grants.filter((grant) => grant.role !== 'worker');
  const places = (supervised.length ? supervised : grants).flatMap((grant) => (grant.team.place ? [grant.team.place] : []));
  return [...new Map(places.map((place) => [place.code, place])).values()];
}

export function wantedFrom(search: URLSearchParams): Wanted {
  const usual = lastDays(today(), DEFAULT_DAYS);
  const [from, until] = [search.get('from'), search.get('to')];
  const period = isDay(from) && isDay(until) && from <= until ? { from, to: until } : usual;
  return { place: search.get('place') ?? ownPlaces()[0]?.code, ...period };
}

export function addressOf({ place, from, to: until }: Wanted): string {
  const search = new URLSearchParams();
  if (place) search.set('place', place);
  search.set('from', from);
  search.set('to', until);
  return `${to.times}?${search.toString()}`;
}

let asking: AbortController | undefined;

/** An answer to a place that was left meanwhile is dropped. */
export async function load({ place, from, to: until }: Wanted): Promise<void> {
  asking?.abort();
  const mine = (asking = new AbortController());
  loading.value = true;
  try {
    const found = await asked(responseTimes(place, { from, to: until }, mine.signal));
    if (mine.signal.aborted) return;
    times.value = found;
    failure.value = null;
    follow(found.place);
  } catch (error) {
    if (!mine.signal.aborted) failure.value = failureOf(error);
  } finally {
    if (asking === mine) loading.value = false;
  }
}

/** Going down adds to the trail, going up cuts it; a place out of nowhere hangs below the first own place. */
function follow({ code, name }: NamedPlace): void {
  const before = trail.peek();
  const known = before.findIndex((each) => each.code === code);
  if (known >= 0) trail.value = before.slice(0, known + 1);
  else {
    const root = before.length ? before : ownPlaces().slice(0, 1).filter((each) => each.code !== code);
    trail.value = [...root, { code, name }];
  }
}

onForget(() => {
  asking?.abort();
  times.value = null;
  failure.value = null;
  trail.value = [];
});
