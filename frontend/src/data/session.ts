/** `/session`: sign-in, who am I and what may I, sign-out. The cookie is the server's business. */
import { call, del, post } from './client.ts';
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

export type Role = 'worker' | 'supervisor' | 'administrator' | 'hotline_operator' | 'professional';
export type Permission =
  | 'report:read'
  | 'entrance:write'
  | 'hotline:write'
  | 'own-report:write'
  | 'report:screen'
  | 'report:disclose'
  | 'milestone:write'
  | 'alert:acknowledge'
  | 'device:write'
  | 'duty:read'
  | 'duty:write'
  | 'duty:plan'
  | 'statistics:read'
  | 'account:write';

export type Person = Schemas['PersonOut'];
export type TeamPlace = Schemas['TeamPlaceOut'];
export type Grant = Schemas['GrantOut'] & { role: Role };
export type Me = Omit<Schemas['MeOut'], 'grants' | 'permissions'> & { grants: Grant[]; permissions: Permission[] };

export interface Credentials {
  email: string;
  password: string;
  /** Six digits; asked for only after the server answered `second_factor_required`. */
  code?: string;
}

/** `me` is null when nobody is signed in, which is no error. The headers carry the server's clock. */
export const whoAmI = () => call<{ me: Me | null }>('GET', '/session/holder');
export const signIn = (credentials: Credentials) => post<Me>('/session', credentials);
export const signOut = () => del<void>('/session');
