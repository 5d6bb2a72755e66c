/** `/session`: sign-in, who am I and what may I, sign-out. The cookie is the server's business. */
import type { PlaceLevel } from './places.ts';
import { call, del, post } from './client.ts';

export type Role = 'worker' | 'supervisor' | 'administrator';
export type Permission =
  | 'report:read'
  | 'report:screen'
  | 'report:disclose'
  | 'milestone:write'
  | 'alert:acknowledge'
  | 'device:write'
  | 'duty:write'
  | 'statistics:read'
  | 'account:write';

export interface Person {
  id: string;
  name: string;
}

export interface TeamPlace {
  code: string;
  name: string;
  path_name: string;
  level: PlaceLevel;
}

export interface Team {
  id: string;
  name: string;
}

export interface Grant {
  role: Role;
  team: Team & { place: TeamPlace | null };
}

export interface Me extends Person {
  email: string;
  language: string;
  grants: Grant[];
  permissions: Permission[];
  on_duty: boolean;
}

export interface Credentials {
  email: string;
  password: string;
  /** Six digits; asked for only after the server answered `second_factor_required`. */
  code?: string;
}

/** Raises ApiError 401 when nobody is signed in. The headers carry the server's clock. */
export const whoAmI = () => call<Me>('GET', '/session');
export const signIn = (credentials: Credentials) => post<Me>('/session', credentials);
export const signOut = () => del<void>('/session');
