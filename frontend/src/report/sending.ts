/** How the report is doing on its way out, for every screen to read. Small, so the first screen can hold it. */
import { signal } from '@preact/signals';
import type { Expected } from '../data/follow_up.ts';

export interface Arrived {
  reference: string;
  received_at: string;
  expected: Expected | null;
}

export type Delivery =
  | { state: 'none' }
  | { state: 'sending' }
  | { state: 'arrived'; arrived: Arrived }
  /** At the server, but sealed to a key that it must look for: phone as well. */
  | { state: 'kept' }
  /** Still on this phone; `stored` tells whether it outlives the page. */
  | { state: 'waiting'; stored: boolean }
  | { state: 'refused' };

/** Whether the server has it, opened or not. */
export const hasArrived = ({ state }: Delivery): boolean => state === 'arrived' || state === 'kept';

/** The report itself. */
export const delivery = signal<Delivery>({ state: 'none' });
/** What was sent after it, as a whole. */
export const additions = signal<Delivery>({ state: 'none' });
/** The last message to the person on duty. */
export const messages = signal<Delivery>({ state: 'none' });
/** Made on the phone when the first report is sent; shown even offline. */
export const receipt = signal('');
/** Sealed reports and additions of any tab that still wait on this phone. */
export const waitingCount = signal(0);
