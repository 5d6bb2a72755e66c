/** The board in words: one sentence for all of it, the one next step, and what is known of each way. */
import type { TeamBelow } from '../../data/duty.ts';
import type { HearingBoard, Listener, Way } from '../../data/hearing_board.ts';
import { FAR } from '../duty/week.ts';
import { to } from '../routes.ts';
import { momentOf } from '../state/content.ts';
import { words } from '../words.ts';
import { hearingWords } from './words.ts';

export type Reach = 'yes' | 'unproven' | 'no';

export const reachOf = (reachable: boolean | null): Reach => (reachable === null ? 'unproven' : reachable ? 'yes' : 'no');

export interface Headline {
  reach: Reach;
  text: string;
  /** Null when nothing needs to be done. */
  next: { text: string; link: { href: string; text: string } | null } | null;
  /** Whom to phone, where their numbers are known. */
  phone: Listener[];
  /** Nobody hears, and it is the team of whoever looks: their own device may be the one that does. */
  test: boolean;
  /** Nobody hears: alerts climb past this team. */
  climbs: boolean;
}

const NAMED = 3;
/** So many numbers stand at once. */
const PHONED = 6;

/** Whom to phone where nobody is heard: who is on duty, then supervisors, then the others; as far as whoever looks may see numbers. */
function phonesOf({ on_duty: on, members }: HearingBoard, self: string | undefined): Listener[] {
  const led = [...members].sort((a, b) => Number(b.role === 'supervisor') - Number(a.role === 'supervisor'));
  const all = new Map([...led, ...on].map((person) => [person.id, person]));
  const ordered = [...on, ...led].map(({ id }) => id);
  return [...new Set(ordered)].flatMap((id) => all.get(id) ?? []).filter(({ id, phone }) => id !== self && phone).slice(0, PHONED);
}

function namesOf(people: readonly Listener[], self: string | undefined): string {
  const names = people.map(({ id, name }) => (id === self ? hearingWords().me : name));
  const joined = names.slice(0, NAMED).join(words().and);
  return names.length > NAMED ? hearingWords().others(joined, names.length) : joined;
}

/** Only those are named of whom the sentence is true. `mayGoOn`: whoever looks may take the shift. */
export function headlineOf(board: HearingBoard, self: string | undefined, mayGoOn: boolean): Headline {
  const { on_duty: people, members, reachable } = board;
  const { headline: said, next: steps } = hearingWords();
  const ofTeam = [...people, ...members].some(({ id }) => id === self);
  const reach = reachOf(reachable);
  const named = namesOf(people.filter((person) => person.reachable === reachable), self);
  if (people.length === 0) {
    const next = mayGoOn ? { text: steps.takeIt, link: { href: to.duty, text: steps.toDuty } } : { text: steps.ask, link: null };
    return { reach: 'no', text: said.nobody, next, phone: phonesOf(board, self), test: ofTeam, climbs: true };
  }
  if (reach === 'yes') return { reach, text: said.yes(named), next: null, phone: [], test: false, climbs: false };
  const unproven = people.filter((person) => person.id !== self && person.phone && person.reachable !== true);
  const own = people.find(({ id }) => id === self);
  const isMe = own !== undefined;
  const link = isMe ? { href: to.device, text: steps.toDevice } : null;
  if (reach === 'unproven') return { reach, text: said.unproven(named), next: { text: isMe ? steps.testMine : steps.testTheirs, link }, phone: unproven, test: false, climbs: false };
  const phone = phonesOf(board, self);
  const mend = own ? (own.ways.length ? steps.mendMine : steps.noneMine) : phone.length ? steps.mendTheirs : steps.mendUnknown;
  return { reach, text: said.deaf(named), next: { text: mend, link }, phone, test: ofTeam && !isMe, climbs: true };
}

/** In place of a next shift: until when those who are on stay on. Null where nobody is on. */
export function staysOf({ on_duty: people, at }: HearingBoard, self: string | undefined): string | null {
  const said = hearingWords().stays;
  if (!people.length) return null;
  const until = people.map((person) => person.until).sort().at(-1) ?? null;
  const last = people.filter((person) => person.until === until);
  const names = namesOf(last, self);
  const who = last.length > 1 ? 'many' : last[0]?.id === self ? 'me' : 'one';
  if (!until) return said.open(names, who);
  return Date.parse(until) - Date.parse(at) > FAR ? said.long(names, who) : said.until(names, momentOf(until), who);
}

/** Who is on duty in a team below: how each is reached where they are several, and until when where it is known. */
export function onBelow({ on_duty: people }: TeamBelow): string {
  const said = hearingWords();
  return people
    .map(({ name, reachable, until }) => {
      const notes = [people.length > 1 && said.reach[reachOf(reachable)], until && said.below.until(momentOf(until))].filter(Boolean);
      return notes.length ? said.below.person(name, notes.join(words().comma)) : name;
    })
    .join(words().and);
}

/** Only a device says that it rang; of an address it is known that its owner verified it, or that something was sent. */
export function wayWords({ channel, working, shown_at: shown, sent_at: sent, failed_at: failed }: Way): string {
  const said = hearingWords().way;
  const isDevice = channel === 'webpush';
  if (working === false && failed) return said.failed(momentOf(failed));
  if (shown && !isDevice && sent && sent > shown) return said.handed(momentOf(sent));
  if (shown) return isDevice ? said.rang(momentOf(shown)) : said.proven(momentOf(shown));
  if (sent) return isDevice ? said.sent(momentOf(sent)) : said.handed(momentOf(sent));
  return isDevice ? said.never : said.unused;
}

/** What the owner calls it, else only by what it works. */
export const wayName = ({ channel, label }: Way): string => {
  const name = hearingWords().channel[channel] ?? channel;
  return label ? `${name}${words().colon}${label}` : name;
};

export const restOf = ({ members, on_duty: on }: HearingBoard): Listener[] => members.filter(({ id }) => !on.some((person) => person.id === id));
