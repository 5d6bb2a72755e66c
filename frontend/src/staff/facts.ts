/** Turns the fields of a report, or of an addition to it, into names and values that a person can read. */
import type { Child, Pin, Report, SafeContact } from '../data/reports.ts';
import { labelOf } from './state/content.ts';
import { words } from './words.ts';

export interface Fact {
  name: string;
  value: string;
  /** Tells something about the reporter, so it is kept off paper. */
  private?: boolean;
}

/** Every field may be missing, or be something that no rule foresaw: whatever was told is shown. */
export type Fields = Partial<Omit<Report, 'place'>> & { place?: unknown };

const joined = (parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(words().comma);
const listed = (parts: string[]) => parts.filter(Boolean).join(words().and);

function describeChild(child: Child): string {
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

function describePin(pin: Pin): string {
  const said = words().report;
  const accuracy = typeof pin.accuracy_m === 'number' ? said.pinAccuracy(Math.round(pin.accuracy_m)) : null;
  return joined([`${pin.lat}, ${pin.lon}`, pin.of ? (said.pinOf[pin.of] ?? null) : null, accuracy, pin.datum === 'gcj02' ? 'GCJ-02' : null]);
}

export function describeContact(contact: SafeContact | null | undefined): string {
  const said = words().report;
  if (!contact) return '';
  const how = contact.ok ? said.contactOk[contact.ok] : null;
  const who = contact.say_who === true ? said.sayWho : contact.say_who === false ? said.dontSayWho : null;
  return joined([how, contact.when, contact.ok === 'no' ? null : who]);
}

export const roleWords = (role: string | null | undefined) => (role ? labelOf('roles', role) : words().report.roleUnknown);

function placeFact({ place_detail: place, place: sent }: Fields): string {
  if (place) return joined([place.path_name, place.detail]);
  return sent && typeof sent === 'object' ? joined(leftOver(sent as Record<string, unknown>)) : '';
}

/** An addition comes as it was sent; a field of the wrong shape is no list. */
const list = <T>(value: T[] | undefined): T[] => (Array.isArray(value) ? value : []);

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
    { name: name.phone, value: fields.phone ?? '' },
    { name: name.pin, value: fields.pin ? describePin(fields.pin) : '', private: fields.pin?.of !== 'child' },
    ...list(fields.adults).map((adult) => ({ name: name.adult, value: joined(leftOver(adult)) })),
    { name: name.concerns, value: labels('concerns', fields.concerns) },
    { name: name.circumstances, value: labels('circumstances', fields.circumstances) },
    { name: name.about, value: labels('about', fields.about) },
  ];
  return found.filter((fact) => fact.value);
}

/** A rule names a question of the practice, the first question of the form, or the concern that stands alone. */
export function questionWords(question: string): string {
  if (question === 'danger_now') return words().report.dangerNow;
  return labelOf(question === 'risk_only' ? 'concerns' : 'questions', question);
}
