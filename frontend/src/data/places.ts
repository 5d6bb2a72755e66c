/** `GET /places`: the administrative divisions, by parent or by name. */
import { get, query } from './client.ts';

export type PlaceLevel = 'province' | 'prefecture' | 'county' | 'township' | 'village';

export interface Place {
  code: string;
  name: string;
  level: PlaceLevel;
  /** The names from the province down to the place itself, with blanks between. */
  path_name: string;
  has_children: boolean;
}

interface Places {
  items: Place[];
}

/** Places directly below `parent`; without one, the provinces. */
export const placesBelow = async (parent?: string, signal?: AbortSignal): Promise<Place[]> =>
  (await get<Places>(`/places${query({ parent })}`, signal ? { signal } : {})).items;

/** Places whose name fits what was typed, nearest first. */
export const placesNamed = async (q: string, signal?: AbortSignal): Promise<Place[]> =>
  (await get<Places>(`/places${query({ q })}`, signal ? { signal } : {})).items;

/** The place with a code; undefined when there is none. */
export const placeWithCode = async (code: string): Promise<Place | undefined> => (await get<Places>(`/places${query({ code })}`)).items[0];

/** Where a place lies: its path without itself, as people read it. */
export const parentsOf = ({ path_name }: Pick<Place, 'path_name'>): string => path_name.split(' ').slice(0, -1).join(' › ');
