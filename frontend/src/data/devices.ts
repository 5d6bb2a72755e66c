/** `/devices`: the browsers that may ring for the signed-in person. */
import { del, get, post } from './client.ts';
import type { components } from './schema.d.ts';

/** `working`: true when it has shown a notification, false when it could not be reached, null while neither is proven. */
export type Device = components['schemas']['DeviceOut'];

const at = (id: string) => `/devices/${encodeURIComponent(id)}`;

/** Insert or refresh by endpoint. `subscription` is what PushSubscription.toJSON() gives. */
export const bindDevice = (subscription: PushSubscriptionJSON, label: string) =>
  post<Device>('/devices', { ...subscription, label });
export const listDevices = async () => (await get<{ items: Device[] }>('/devices')).items;
export const readDevice = (id: string) => get<Device>(at(id));
export const removeDevice = (id: string) => del<void>(at(id));
export const testDevice = (id: string) => post<{ id: string; queued_at: string }>(`${at(id)}/test`);
