/** What a caller has said so far, and what of it the API is told. Pure. */
import type { ReporterMode } from '../../data/config.ts';
import type { Place } from '../../data/places.ts';
import type { Language } from '../../i18n/index.ts';
import { writtenReceipt } from '../../lib/receipt.ts';

export type Tri = 'yes' | 'no' | 'unknown';

export interface Call {
  /** By the clock on the wall, as the field holds it. */
  began: string;
  danger: Tri | null;
  what: string;
  place: Place | null;
  /** What was typed to find a place and not chosen from: then it is the place in the caller's words. */
  sought: string;
  detail: string;
  placeUnknown: boolean;
  school: string;
  childName: string;
  childAge: string;
  role: string;
  mode: ReporterMode;
  name: string;
  phone: string;
  safe: Tri;
  when: string;
  concerns: string[];
  about: string[];
}

export const blank = (began: string): Call => ({
  began,
  danger: null,
  what: '',
  place: null,
  sought: '',
  detail: '',
  placeUnknown: false,
  school: '',
  childName: '',
  childAge: '',
  role: 'not_stated',
  mode: 'anonymous',
  name: '',
  phone: '',
  safe: 'unknown',
  when: '',
  concerns: [],
  about: [],
});

/** Whether anything would be lost with it. When the call began fills itself in. */
export const isTouched = (call: Call): boolean => JSON.stringify(call) !== JSON.stringify(blank(call.began));
/** Whether anything was said besides that there is danger. */
export const saysMore = (call: Call): boolean => isTouched({ ...call, danger: null });

export type Field = 'began' | 'danger' | 'what' | 'place' | 'name' | 'all';
export type Missing = 'danger' | 'what' | 'place' | 'time' | 'future' | 'past' | 'name' | 'nothing' | 'refused';
export type Faults = Partial<Record<Field, Missing>>;

/** The server's own limits; see reports/hotline/rules.py. */
const AHEAD_MS = 5 * 60_000;
const LATEST_MS = 8 * 86_400_000;

/** What is missing before a report can be filed. `began`: the instant that the field means. With danger now nothing else is asked. */
export function faultsOf(call: Call, began: number, now: number): Faults {
  const time = Number.isNaN(began) ? 'time' : began > now + AHEAD_MS ? 'future' : began < now - LATEST_MS ? 'past' : undefined;
  const found: Faults = { ...(time ? { began: time } : {}), ...(call.danger ? {} : { danger: 'danger' }) };
  if (call.danger === 'yes') return found;
  return {
    ...found,
    ...(call.what.trim() ? {} : { what: 'what' }),
    ...(call.place || placeInWords(call) || call.school.trim() || call.placeUnknown ? {} : { place: 'place' }),
    ...(call.mode === 'anonymous' || call.name.trim() || call.phone.trim() ? {} : { name: 'name' }),
  };
}

const ABOUT: Partial<Record<keyof Call, Field>> = { began: 'began', danger: 'danger', what: 'what', place: 'place', detail: 'place', sought: 'place', school: 'place', placeUnknown: 'place', name: 'name', phone: 'name', mode: 'name' };

/** What is still missing once `key` was written. With danger now only the time of the call counts. */
export function withoutFault(found: Faults, call: Call, key: keyof Call): Faults {
  const done = ABOUT[key];
  const stays = (field: string) => field !== done && field !== 'all' && (call.danger !== 'yes' || field === 'began');
  return Object.fromEntries(Object.entries(found).filter(([field]) => stays(field)));
}

/** As long as the server takes. A call that waits since an older version has no `sought`. */
const placeInWords = ({ place, sought = '', detail }: Call): string => `${place ? '' : sought.trim()} ${detail.trim()}`.trim().slice(0, 500);

export type Body = Record<string, unknown>;

const said = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([key, value]) => (value.trim() ? [[key, value.trim()]] : [])));

/** Only what was said. `NOT_KNOWN` is an answer too, and whoever decides should read it. */
const NOT_KNOWN = '不知道 / not known';

function partsOf(call: Call): Body {
  const where = { ...(call.place ? { code: call.place.code } : {}), ...said({ detail: placeInWords(call) }) };
  const age = /^\d{1,2}(?:\.\d+)?$/.test(call.childAge.trim()) ? Number(call.childAge) : undefined;
  const child = { ...said({ name: call.childName, school: call.school, note: age === undefined ? call.childAge : '' }), ...(age === undefined ? {} : { age }) };
  const place = Object.keys(where).length ? where : call.placeUnknown && !call.school.trim() ? { detail: NOT_KNOWN } : null;
  return {
    ...(call.danger ? { danger_now: call.danger } : {}),
    ...(call.what.trim() ? { what: call.what.trim(), what_by: 'text' } : {}),
    ...(place ? { place } : {}),
    ...(Object.keys(child).length ? { children: [child] } : {}),
    ...(call.concerns.length ? { concerns: call.concerns } : {}),
    ...(call.about.length ? { about: call.about } : {}),
  };
}

function callerOf({ role, mode, name, phone, safe, when }: Call): Body {
  if (mode === 'anonymous') return { role, mode };
  const contact = phone.trim() ? { safe_contact: { ok: safe, ...said({ when }), say_who: false } } : {};
  return { role, mode, ...said({ name, phone }), ...contact };
}

/** A whole report. */
export const reportOf = (call: Call, receipt: string, language: Language, began: number): Body => ({
  receipt: writtenReceipt(receipt),
  language,
  began_at: new Date(began).toISOString(),
  ...partsOf(call),
  reporter: callerOf(call),
});

/** What came later; of the caller only what they said of themself. */
export function additionOf(call: Call, receipt: string, language: Language): Body {
  const { role, mode } = call;
  const caller = role === 'not_stated' && mode === 'anonymous' ? {} : { reporter: callerOf(call) };
  return { receipt: writtenReceipt(receipt), language, ...partsOf(call), ...caller };
}
