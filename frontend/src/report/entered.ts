/** The institution through whose address somebody came in. Small, so the first screen can hold it. */
import { signal } from '@preact/signals';

export interface Entered {
  code: string;
  /** Empty until it is known. */
  name: string;
}

export const entered = signal<Entered | undefined>(undefined);
