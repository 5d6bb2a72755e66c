/** Turns what the reporter said into the API's words. Pure: no network, no clock, no screen. */
import type { Language } from '../i18n/index.ts';
import { writtenReceipt } from '../lib/receipt.ts';
import { ageInWords, ageOf } from './age.ts';
import type { Answers } from './answers.ts';
import { hasVoice } from './files.ts';

export type Body = Record<string, unknown>;

/** The screens whose answers an addition can carry by themselves. */
export type Part = 'danger' | 'what' | 'more' | 'place' | 'you';
const EVERY_PART: readonly Part[] = ['danger', 'what', 'more', 'place', 'you'];

export interface Frame {
  receipt: string;
  language: Language;
  /** The code of the institution's entrance, if somebody came through one. */
  entrance?: string | undefined;
}

/** The whole report, or with `parts` only what those screens gave. Says nothing about what was skipped. */
export function bodyOf(answers: Answers, { receipt, language, entrance }: Frame, parts: readonly Part[] = EVERY_PART): Body {
  const body: Body = { receipt: writtenReceipt(receipt), language, ...(entrance ? { entrance } : {}) };
  for (const part of parts) Object.assign(body, MAKERS[part](answers));
  return body;
}

const MAKERS: Record<Part, (answers: Answers) => Body> = {
  danger: ({ danger }) => ({ danger_now: danger ?? 'unknown' }),
  what: ({ what, files, concerns }) => ({ what: what.trim(), what_by: !what.trim() && hasVoice(files) ? 'voice' : 'text', concerns }),
  more: ({ answers, about }) => ({ ...(Object.keys(answers).length ? { answers } : {}), ...(about.length ? { about } : {}) }),
  place: placeOf,
  you: (answers) => ({
    reporter: reporterOf(answers),
    ...(answers.circumstances.length ? { circumstances: answers.circumstances } : {}),
  }),
};

function placeOf(answers: Answers): Body {
  const { place, pin } = answers;
  const detail = answers.detail.trim();
  const child = childOf(answers);
  const phone = answers.homePhone.trim();
  const known = Boolean(place || detail);
  return {
    ...(known ? { place: { ...(place ? { code: place.code } : {}), ...(detail ? { detail } : {}) } } : {}),
    ...(phone ? { phone } : {}),
    ...(pin ? { pin } : {}),
    ...(Object.keys(child).length ? { children: [child] } : {}),
    // The API asks for one way to find the child; "I don't know" is an answer too, and the worker should read it.
    ...(!known && !phone && !pin && !child['school'] ? { place: { detail: '不知道 / not known' } } : {}),
  };
}

function childOf({ childName, childAge, childSex, school }: Answers): Body {
  const age = ageOf(childAge);
  const note = ageInWords(childAge);
  return {
    ...(childName.trim() ? { name: childName.trim() } : {}),
    ...(age === undefined ? {} : { age }),
    ...(childSex && childSex !== 'unknown' ? { sex: childSex } : {}),
    ...(school.trim() ? { school: school.trim() } : {}),
    ...(note ? { note } : {}),
  };
}

function reporterOf(answers: Answers): Body {
  const { role = 'not_stated', mode, safeToPhone, phoneWhen, sayWho } = answers;
  const [mayTalkTo, mustNotKnow] = role === 'child' ? [answers.mayTalkTo.trim(), answers.mustNotKnow.trim()] : [];
  const reporter: Body = {
    role,
    ...(mode ? { mode } : {}),
    ...(mayTalkTo ? { may_talk_to: mayTalkTo } : {}),
    ...(mustNotKnow ? { must_not_know: mustNotKnow } : {}),
  };
  if (!mode || mode === 'anonymous') return reporter;
  const phone = answers.phone.trim();
  if (answers.name.trim()) reporter['name'] = answers.name.trim();
  if (answers.institution.trim()) reporter['institution'] = answers.institution.trim();
  if (phone) {
    const when = phoneWhen.trim();
    Object.assign(reporter, { phone, safe_contact: { ok: safeToPhone ?? 'unknown', ...(when ? { when } : {}), say_who: sayWho } });
  }
  return reporter;
}

/** Tell whether the place screen holds at least one way to find the child, or an honest "I don't know". */
export const canFindChild = ({ place, detail, school, homePhone, pin, placeUnknown }: Answers): boolean =>
  Boolean(place || detail.trim() || school.trim() || homePhone.trim() || pin || placeUnknown);
