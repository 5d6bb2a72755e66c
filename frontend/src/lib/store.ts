/** What the reporter's app keeps on the phone: sealed reports and files on their way out, and the public configuration. Nothing readable. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { isShut } from './shut.ts';

/** A sealed report that has not arrived yet. Its bytes never change, so the server can tell a repeat from a new one. */
export interface Waiting {
  id: number;
  idempotency_key: string;
  jwe: string;
  url: string;
}

/** The same for a file. `why`: the server will not take it, and this is its code; it is not sent again. */
export interface WaitingFile extends Omit<Waiting, 'id'> {
  id: string;
  why?: string;
}

interface Schema extends DBSchema {
  outbox: { key: number | string; value: Waiting | WaitingFile };
  settings: { key: string; value: unknown };
}

/** Says nothing to someone who looks through the phone's storage. */
const NAME = 'lamp';

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  if (isShut()) return Promise.reject(new Error('The person has left.'));
  opened ??= openDB<Schema>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('outbox', { keyPath: 'id', autoIncrement: true });
      db.createObjectStore('settings');
    },
    blocking: () => void close(),
  }).catch((cause: unknown) => {
    opened = undefined;
    throw cause;
  });
  return opened;
}

async function close(): Promise<void> {
  const db = opened;
  opened = undefined;
  (await db)?.close();
}

/** Reports are numbered, files bear text, which stands behind every number: reports are read without the megabytes of files. */
const reportKeys = () => IDBKeyRange.upperBound(Infinity);
const fileKeys = () => IDBKeyRange.lowerBound('');

export const outboxShelf = {
  /** Reports and additions, oldest first. */
  all: async (): Promise<Waiting[]> => (await open()).getAll('outbox', reportKeys()) as Promise<Waiting[]>,
  /** Of everything, files too. */
  count: async (): Promise<number> => (await open()).count('outbox'),
  /** Resolves once the phone has written it down. */
  add: async (item: Omit<Waiting, 'id'>): Promise<number> => (await open()).add('outbox', item as Waiting) as Promise<number>,
  remove: async (id: number): Promise<void> => (await open()).delete('outbox', id),
  clear: async (): Promise<void> => (await open()).clear('outbox'),
};

export const fileShelf = {
  /** Oldest first. */
  keys: async (): Promise<string[]> => (await open()).getAllKeys('outbox', fileKeys()) as Promise<string[]>,
  get: async (id: string): Promise<WaitingFile | undefined> => (await open()).get('outbox', id) as Promise<WaitingFile | undefined>,
  /** Resolves once the phone has written it down; raises when it has no room. */
  put: async (item: WaitingFile): Promise<void> => void (await (await open()).put('outbox', item)),
  remove: async (id: string): Promise<void> => (await open()).delete('outbox', id),
};

export const settings = {
  read: async <T>(key: string): Promise<T | undefined> => (await (await open()).get('settings', key)) as T | undefined,
  write: async (key: string, value: unknown): Promise<void> => void (await (await open()).put('settings', value, key)),
};
