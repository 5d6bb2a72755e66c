/** What came of a message that was sent to try an address: asked again until it is known, for a minute. Pure but for the asking. */
import type { Address, Queued } from '../../data/addresses.ts';

export type Outcome = { is: 'sent'; seconds: number } | { is: 'failed' } | { is: 'none' };

/** Null while nothing is known yet. */
export function outcomeOf(item: Pick<Address, 'sent_at' | 'failed_at'> | undefined, queued: Pick<Queued, 'queued_at'>): Outcome | null {
  const since = Date.parse(queued.queued_at);
  const sent = Date.parse(item?.sent_at ?? '');
  const failed = Date.parse(item?.failed_at ?? '');
  if (sent >= since && !(failed > sent)) return { is: 'sent', seconds: Math.round((sent - since) / 1000) };
  return failed >= since ? { is: 'failed' } : null;
}

const EVERY_MS = 1_500;
const TRIES = 40;

export async function waitForOutcome(queued: Queued, look: () => Promise<Address | undefined>): Promise<Outcome> {
  for (let tries = 0; tries < TRIES; tries++) {
    const found = outcomeOf(await look(), queued);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  return { is: 'none' };
}

export type AddressState = 'unverified' | 'working' | 'unproven' | 'failing' | 'gone';

/** `channels`: those that are set up here now. */
export function stateOf(item: Address, channels: readonly string[]): AddressState {
  if (!channels.includes(item.channel)) return 'gone';
  if (!item.verified) return 'unverified';
  if (item.failing_since || item.working === false) return 'failing';
  return item.working ? 'working' : 'unproven';
}
