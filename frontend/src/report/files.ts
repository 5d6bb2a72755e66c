/** Files beside a report: those chosen and not sent yet, and how those that were sent are doing. Small, for every screen to read. */
import { computed, signal } from '@preact/signals';

export type FileKind = 'photo' | 'voice' | 'document';

/** A file that was chosen or recorded. In memory only: a reload, a crash or Leave forgets it. */
export interface Picked {
  id: string;
  kind: FileKind;
  /** What is sent: of a photo only its points, small and upright. */
  blob: Blob;
  /** Of a document only; the name of a picture or recording is not sent. */
  name?: string;
  /** Length of a voice note. */
  seconds?: number;
  /** Tells that the same file was chosen again. */
  mark: string;
}

/** How one file is doing on its way out. `stored`: it outlives this page. */
export interface FileTold {
  id: string;
  kind: FileKind | 'file';
  bytes: number;
  stored: boolean;
  /** Of which report, as far as this page knows. */
  receipt?: string;
  state: 'waiting' | 'sending' | 'arrived' | 'unreadable' | 'kept' | 'refused';
  /** Of `sending`: 0 to 100. */
  percent?: number;
  /** Of `refused`: the server's code. */
  why?: string;
}

export const told = signal<readonly FileTold[]>([]);
/** Whether some file would be lost with this page. */
export const isHeldHere = computed(() => told.value.some(({ stored, state }) => !stored && (state === 'waiting' || state === 'sending')));
export const isRecording = signal(false);
/** What another app has handed over stands in the answers; so many of its files could not be used. */
export const handed = signal<number | undefined>(undefined);
export const hasVoice = (files: readonly Picked[]): boolean => files.some(({ kind }) => kind === 'voice');

export function retell(id: string, change: Partial<FileTold>): void {
  told.value = told.peek().map((each) => (each.id === id ? { ...each, ...change } : each));
}
