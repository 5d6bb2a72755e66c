/** What came of one message, in words. Pure but for the words. */
import type { Delivery } from '../../data/alerts.ts';
import { momentOf } from '../state/content.ts';
import { alertWords } from './words.ts';

type Why = keyof ReturnType<typeof alertWords>['history']['why'];

const BY_CODE: Record<string, Why> = {
  http_404: 'gone',
  http_410: 'gone',
  http_401: 'refused',
  http_403: 'refused',
  key_missing: 'refused',
  template_unusable: 'refused',
  http_406: 'busy',
  http_429: 'busy',
  told_to_wait: 'busy',
  timeout: 'timeout',
  tls: 'network',
  unreachable: 'network',
  no_address: 'no_address',
  no_longer_wanted: 'no_longer_wanted',
};

/** Stable codes of senders, told in the few words that somebody can act by. */
export const whyOf = (code: string): Why => BY_CODE[code] ?? (code.startsWith('http_5') ? 'busy' : 'other');

export interface Outcome {
  text: string;
  tone: 'ok' | 'no' | 'old' | '';
  why: string | null;
}

/** Only a device says that it rang; of other channels nothing more is known than that they took it. */
export function outcomeOf(delivery: Delivery): Outcome {
  const said = alertWords().history;
  const { state, channel, shown_at: shown, sent_at: sent, error, attempts } = delivery;
  const told = [error ? said.why[whyOf(error)] : '', attempts > 1 && state !== 'shown' ? said.tries(attempts) : ''].filter(Boolean);
  const why = told.length ? told.join(' · ') : null;
  if (shown) return { text: said.state.shown(momentOf(shown)), tone: 'ok', why: null };
  if (state === 'failed') return { text: said.state.failed, tone: 'no', why };
  if (state === 'cancelled') return { text: said.state.cancelled, tone: '', why: null };
  if (state === 'bundled' && !sent) return { text: said.state.bundled(momentOf(delivery.due_at)), tone: '', why };
  if (sent) {
    const handed = channel !== 'webpush';
    return { text: handed ? said.state.handed(momentOf(sent)) : said.state.sent(momentOf(sent)), tone: handed ? '' : 'old', why: null };
  }
  return { text: state === 'sending' ? said.state.sending : said.state.pending(momentOf(delivery.due_at)), tone: '', why };
}

const peopleIn = (of: readonly Delivery[]) => new Set(of.map(({ person }) => person.id)).size;

/** People who were called, and of how many a device has rung: each once. */
export function countsOf(items: readonly Delivery[]): { people: number; shown: number } {
  const wanted = items.filter(({ state }) => state !== 'cancelled');
  return { people: peopleIn(wanted), shown: peopleIn(wanted.filter(({ shown_at: at }) => at)) };
}

export const channelWords = (channel: string): string => alertWords().channel[channel] ?? channel;
