/** Turns the fields of a report, or of an addition to it, into names and values that a person can read. */
import type { Child, Pin, Report, SafeContact } from '../data/reports.ts';
import { labelOf, momentOf, placePathOf } from './state/content.ts';
import { words } from './words.ts';

export interface Fact {
  name: string;
  /** Several lines where several things were said. */
  value: string | string[];
  /** Tells something about the reporter, so it is kept off paper. */
  private?: boolean;
  /** A number to call. */
  phone?: boolean;
}

/** Every field may be missing, or be something that no rule foresaw: whatever was told is shown. */
export type Fields = Partial<Omit<Report, 'place' | 'reporter'>> & { place?: unknown; reporter?: Partial<Report['reporter']> | null };

const joined = (parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(words().comma);
const listed = (parts: string[]) => parts.filter(Boolean).join(words().and);

export function describeChild(child: Child): string {
  const said = words().report;
  const { name, age, sex, ...others } = child;
  return joined([name, sex ? (said.sex[sex] ?? null) : null, typeof age === 'number' ? said.age(age) : null, ...leftOver({ ...others })]);
}

/** Values of fields without a name of their own, so that nothing which was told goes missing. */
function leftOver(fields: Record<string, unknown>): string[] {
  return Object.values(fields).flatMap((value) => {
    if (value === null || value === undefined || value === '' || typeof value === 'boolean') return [];
    return typeof value === 'object' ? leftOver(value as Record<string, unknown>) : [String(value)];
  });
}

function describeAdult({ name, relation, has_access: access, ...others }: Record<string, unknown>): string {
  return joined([...leftOver({ name, relation }), typeof access === 'string' && (words().report.access[access] ?? access), ...leftOver(others)]);
}

function describePin(pin: Pin): string {
  const said = words().report;
  const accuracy = typeof pin.accuracy_m === 'number' ? said.pinAccuracy(Math.round(pin.accuracy_m)) : null;
  return joined([`${pin.lat}, ${pin.lon}`, pin.of ? (said.pinOf[pin.of] ?? null) : null, accuracy, pin.datum === 'gcj02' ? 'GCJ-02' : null]);
}

/** Whether a call is safe, when, and what may be said. Never said counts as not known, and then one does not say who calls. */
export function contactWords(contact: SafeContact | null | undefined): { ok: string; how: string } {
  const said = words().report;
  const ok = contact?.ok ?? 'unknown';
  const who = contact?.say_who === true ? said.sayWho : said.dontSayWho;
  return { ok: said.contactOk[ok] ?? ok, how: joined([contact?.when, ok !== 'no' && who]) };
}

export const describeContact = (contact: SafeContact | null | undefined) => joined(Object.values(contactWords(contact)));

export const roleWords = (role: string | null | undefined) => (role ? labelOf('roles', role) : words().report.roleUnknown);

/** A report's place comes with its names; an addition's only as its code, which is looked up. */
function placeFact({ place_detail: detail, place }: Fields): string {
  const sent = (detail ?? place) as { code?: string | null; name?: string | null; path_name?: string | null; detail?: string | null } | null | undefined;
  if (!sent || typeof sent !== 'object') return '';
  const known = sent.path_name || (sent.code ? placePathOf(sent.code) : '');
  return joined([known || sent.name || (sent.code && words().report.placeCode(sent.code)), sent.detail]);
}

/** An addition comes as it was sent; a field of the wrong shape is no list. */
const list = <T>(value: T[] | undefined): T[] => (Array.isArray(value) ? value : []);

/** Questions that were answered, yes first: what is so matters before what is not. */
function answerLines(answers: Fields['answers']): string[] {
  const said = words().report.answered;
  const order = ['yes', 'unknown', 'no'];
  return Object.entries(answers ?? {})
    .sort(([, a], [, b]) => order.indexOf(a) - order.indexOf(b))
    .map(([question, answer]) => asking(questionWords(question), said[answer] ?? answer));
}

/** A question with its answer behind it, with the colon that a question mark makes needless. */
export const asking = (question: string, answer: string) => `${question}${/[？?]$/.test(question) ? ' ' : words().colon}${answer}`;

/** What is known about the child and the place, in the order in which somebody going there needs it. Nothing about the reporter. */
export function factsOf(fields: Fields): Fact[] {
  const { facts: name, danger, childNumber } = words().report;
  const children = list(fields.children);
  const labels = (vocabulary: 'concerns' | 'circumstances' | 'about', codes: string[] | undefined) =>
    listed(list(codes).map((code) => labelOf(vocabulary, code)));
  const found: Fact[] = [
    { name: name.danger, value: fields.danger_now ? danger[fields.danger_now] : '' },
    ...children.map((child, index) => ({ name: children.length > 1 ? childNumber(index + 1) : name.child, value: describeChild(child) })),
    { name: name.place, value: placeFact(fields) },
    { name: name.phone, value: fields.phone ?? '', phone: true },
    { name: name.pin, value: fields.pin ? describePin(fields.pin) : '', private: fields.pin?.of !== 'child' },
    ...list(fields.adults).map((adult) => ({ name: name.adult, value: describeAdult(adult) })),
    { name: name.concerns, value: labels('concerns', fields.concerns) },
    { name: name.circumstances, value: labels('circumstances', fields.circumstances) },
    { name: name.about, value: labels('about', fields.about) },
    { name: name.answers, value: answerLines(fields.answers) },
  ];
  return found.filter((fact) => fact.value.length);
}

/** What somebody said of themself, without name and phone: those are asked for with a reason. */
export function reporterFacts({ reporter }: Fields): Fact[] {
  if (!reporter) return [];
  const { facts: name, mode, share } = words().report;
  const found: Fact[] = [
    { name: name.reporter, value: joined([reporter.role && roleWords(reporter.role), reporter.mode && (mode[reporter.mode] ?? reporter.mode)]) },
    { name: name.institution, value: reporter.institution ?? '' },
    { name: name.contact, value: reporter.safe_contact ? describeContact(reporter.safe_contact) : '' },
    { name: name.share, value: reporter.share_identity ? (share[reporter.share_identity] ?? reporter.share_identity) : '' },
  ];
  return found.filter((fact) => fact.value.length).map((fact) => ({ ...fact, private: true }));
}

/** Everything that one addition brought. */
export function additionFacts(fields: Fields, receivedAt: string): Fact[] {
  const name = words().report.facts;
  const voice = fields.what_by === 'voice' && !fields.what ? [{ name: name.other, value: words().inbox.spoken }] : [];
  return [...voice, ...factsOf(fields), ...writtenFact(fields.claimed_at, receivedAt), ...reporterFacts(fields)];
}

const LATE_MS = 5 * 60_000;

/** When it was written, if it was on its way for long. */
export function writtenFact(claimed: string | null | undefined, received: string): Fact[] {
  if (!claimed || Date.parse(received) - Date.parse(claimed) <= LATE_MS) return [];
  const said = words().report;
  return [{ name: said.facts.written, value: said.written(momentOf(claimed), momentOf(received)) }];
}

/** A rule names a question of the practice, the first question of the form, or the concern that stands alone. */
export function questionWords(question: string): string {
  if (question === 'danger_now') return words().report.dangerNow;
  return labelOf(question === 'risk_only' ? 'concerns' : 'questions', question);
}
