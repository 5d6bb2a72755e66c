/** `/addresses`: e-mail, phone numbers, robots and topics that ring for the signed-in person. */
import { del, get, post, put } from './client.ts';
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

/** `channels`: in which one may be added here; none where only devices are told. */
export type Addresses = Schemas['AddressesOut'];
export type Address = Schemas['AddressOut'];
export type Queued = Schemas['QueuedOut'];

const at = (id: string) => `/addresses/${encodeURIComponent(id)}`;

export const listAddresses = () => get<Addresses>('/addresses');
/** A code is sent there; it rings once that is typed. One that is mine already is answered as it stands. */
export const addAddress = (channel: string, address: string) => post<Address>('/addresses', { channel, address });
export const sendCode = (id: string) => post<Queued>(`${at(id)}/code`);
export const verifyAddress = (id: string, code: string) => put<Address>(`${at(id)}/verification`, { code });
export const testAddress = (id: string) => post<Queued>(`${at(id)}/test`);
/** It no longer rings, and is erased. */
export const removeAddress = (id: string) => del<void>(at(id));
