/** Whom an escalation calls, in a sentence; and who can be noted as having an alert in hand. */
import type { ComingCall } from '../../data/alerts.ts';
import type { Listener } from '../../data/hearing_board.ts';
import { words } from '../words.ts';
import { alertWords } from './words.ts';

/** "A, B and C" is as many names as a sentence carries. */
const NAMED = 4;

const firstNames = ({ people }: ComingCall) => ({ names: people.slice(0, NAMED).map(({ name }) => name), more: Math.max(0, people.length - NAMED) });

/** One sentence: who is next, or that it is everybody again. */
export function nextWords(coming: ComingCall): string {
  const said = alertWords().escalate;
  if (!coming.people.length) return said.nobody;
  const { names, more } = firstNames(coming);
  const joined = names.join(words().and);
  const all = more ? said.others(joined, more, names.length + more) : joined;
  if (!coming.team) return said.everybody(all);
  return coming.one_of ? said.oneOf(all, coming.team.name) : said.next(all, coming.team.name);
}

/** Who cannot be reached, lest somebody wait for them. */
export function deafWords({ people }: ComingCall): string | null {
  const deaf = people.filter(({ reachable }) => reachable === false).map(({ name }) => name);
  return deaf.length ? alertWords().escalate.deaf(deaf.join(words().and)) : null;
}

/** Those on duty first; oneself takes it by the large button. */
export function candidates(onDuty: readonly Listener[], members: readonly Listener[], self: string | undefined): Listener[] {
  const all = new Map([...onDuty, ...members].map((person) => [person.id, person]));
  return [...all.values()].filter(({ id }) => id !== self);
}
