/** What came of one message, in words. Pure but for the words. */
import type { Delivery, HistoryCall } from '../../data/alerts.ts';
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

export interface Counts {
  /** Whom the steps have named, each once. */
  people: number;
  /** Of how many a device has rung. */
  shown: number;
  /** Who has nothing that could be tried. */
  untold: number;
  /** Steps at which there was nobody to name. */
  empty: number;
}

export function countsOf(items: readonly Delivery[], calls: readonly HistoryCall[]): Counts {
  const wanted = items.filter(({ state }) => state !== 'cancelled');
  const told = new Set(wanted.map(({ person }) => person.id));
  const untold = new Set(calls.flatMap((call) => call.untold.map(({ id }) => id)).filter((id) => !told.has(id)));
  return {
    people: told.size + untold.size,
    shown: peopleIn(wanted.filter(({ shown_at: at }) => at)),
    untold: untold.size,
    empty: calls.filter(({ kind }) => kind === 'nobody_on_duty').length,
  };
}

export type Line = { delivery: Delivery } | { call: HistoryCall };

/** A call has a line of its own where it leaves somebody out, or finds nobody; its messages speak for the rest. */
const isTold = (call: HistoryCall) => call.kind === 'nobody_on_duty' || call.untold.length > 0;

/** As it happened. What was called within one moment stands step by step, a call behind its messages. */
export function linesOf(items: readonly Delivery[], calls: readonly HistoryCall[]): Line[] {
  const lines = [
    ...items.map((delivery) => ({ at: delivery.created_at, round: delivery.round, step: delivery.step, line: { delivery } as Line })),
    ...calls.filter(isTold).map((call) => ({ at: call.at, round: call.round, step: call.step ?? Number.POSITIVE_INFINITY, line: { call } as Line })),
  ];
  return lines.sort((a, b) => a.at.localeCompare(b.at) || a.round - b.round || a.step - b.step).map(({ line }) => line);
}

/** Which step of which round, and whose; a round that calls everybody has no step. */
export function stepWords(round: number, step: number | null, calls: readonly HistoryCall[]): string {
  const said = alertWords().history;
  const call = calls.find((each) => each.round === round && (each.step === step || each.step === null));
  if (step === null || call?.step === null) return said.everybody(round);
  return [said.round(round, step), call?.team?.name].filter(Boolean).join(' · ');
}

export const channelWords = (channel: string): string => alertWords().channel[channel] ?? channel;
