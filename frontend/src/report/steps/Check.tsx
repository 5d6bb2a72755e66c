/** Everything once more before it goes; each line can be changed. Sealed and sent from here. */
import { useSignal } from '@preact/signals';
import { language } from '../../i18n/index.ts';
import { lock } from '../../parts/glyphs.tsx';
import { Heading, inOneLine } from '../../parts/Heading.tsx';
import { send as sendGlyph } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { SummaryList, type SummaryRow } from '../../parts/SummaryList.tsx';
import { sendAdded } from '../added.ts';
import { type Answers, answers, isChild, type Tri } from '../answers.ts';
import { entered } from '../entered.ts';
import { ageInWords, ageOf } from '../age.ts';
import { bodyOf } from '../body.ts';
import { hasVoice } from '../files.ts';
import { change, type FormScreen, go } from '../flow.ts';
import { delivery, hasArrived } from '../sending.ts';
import { ownReceipt, sendReport } from '../submit.ts';
import { untouch } from '../unsent.ts';
import { form } from '../words.ts';
import { Progress } from './Step.tsx';

/** Then the waiting page says so; sending goes on behind it. */
const LONGEST_WAIT_MS = 20_000;

export function Check() {
  const t = form().check;
  const busy = useSignal(false);
  const send = async () => {
    if (busy.value) return;
    busy.value = true;
    await submit();
    busy.value = false;
  };
  return (
    <>
      <Progress />
      <Heading phrases={t.title} />
      <SummaryList rows={rowsOf(answers.value)} none={t.none} change={t.change} />
      <p class="hint reassure">
        <Icon of={lock} />
        <span>{t.sealed}</span>
      </p>
      <p class="go">
        <button type="button" class="btn main tall wide" aria-disabled={busy.value ? 'true' : undefined} onClick={() => void send()}>
          <Icon of={sendGlyph} />
          {busy.value ? t.sending : t.send}
        </button>
      </p>
    </>
  );
}

async function submit(): Promise<void> {
  const sent = sendReport(bodyOf(answers.peek(), { receipt: ownReceipt(), language: language.peek(), entrance: entered.peek()?.code }));
  untouch();
  void sendAdded(sent);
  await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))]);
  await go(hasArrived(delivery.peek()) ? 'sent' : 'waiting', { fresh: true });
}

function rowsOf(given: Answers): SummaryRow[] {
  const f = form();
  const t = f.check;
  const danger = { yes: f.danger.yes, no: f.danger.no, unknown: f.danger.unknown };
  return [
    row(t.danger, 'danger', given.danger ? danger[given.danger] : ''),
    row(isChild() ? inOneLine(f.what.titleChild) : t.what, 'what', given.what.trim() || (hasVoice(given.files) ? t.spoken : '')),
    ...(given.files.length ? [row(t.files, 'what', filesOf(given))] : []),
    row(t.concerns, 'what', listed(given.concerns.map((code) => (isChild() && f.what.concernChild[code]) || f.what.concern[code as keyof typeof f.what.concern]))),
    row(t.more, 'more', moreOf(given)),
    row(t.place, 'place', placeOf(given)),
    row(isChild() ? f.place.nameSelf : t.child, 'place', childOf(given)),
    ...(given.circumstances.length ? [row(t.circumstances, 'you', circumstancesOf(given))] : []),
    row(t.you, 'you', youOf(given)),
    ...(given.role === 'child' ? [row(f.you.mayTalkTo, 'you', given.mayTalkTo.trim()), row(f.you.mustNotKnow, 'you', given.mustNotKnow.trim())] : []),
  ];
}

const row = (name: string, to: FormScreen, value: SummaryRow['value']): SummaryRow => ({ name, value, onChange: () => void change(to) });

/** Each answered question on its own line, then the people. */
function moreOf({ answers: questions, about }: Answers) {
  const f = form();
  const words: Record<Tri, string> = { yes: f.yes, no: f.no, unknown: f.unknown };
  const people = listed(about.map((code) => f.more.person[code as keyof typeof f.more.person]));
  const lines = Object.entries(questions).map(([code, answer]) => `${(isChild() && f.more.questionChild[code]) || f.more.question[code as keyof typeof f.more.question]} ${words[answer]}`);
  if (people) lines.push(people);
  return lines.length > 0 && lines.map((line) => <div key={line}>{line}</div>);
}

function filesOf({ files }: Answers): string {
  const t = form().check.fileCount;
  const count = (kind: keyof typeof t) => files.filter((file) => file.kind === kind).length;
  return listed((['photo', 'voice', 'document'] as const).map((kind) => count(kind) > 0 && t[kind](count(kind))));
}

function placeOf({ place, detail, homePhone, pin, placeUnknown, school }: Answers): string {
  const t = form().place;
  const parts = [place?.path_name, detail.trim(), school.trim(), homePhone.trim(), pin && t.pinDone(pin.accuracy_m)];
  return listed(parts) || (placeUnknown ? t.dontKnow : '');
}

function childOf({ childName, childAge, childSex }: Answers): string {
  const f = form();
  const years = ageOf(childAge);
  const age = ageInWords(childAge) ?? (years !== undefined && f.check.years(years));
  return listed([childName.trim(), childSex && childSex !== 'unknown' && f.place.sexes[childSex], age]);
}

function circumstancesOf({ circumstances }: Answers) {
  const named = form().police.circumstance;
  return circumstances.map((code) => <div key={code}>{named[code as keyof typeof named]}</div>);
}

function youOf({ role, mode, name, phone }: Answers): string {
  const t = form().you;
  const named = mode && mode !== 'anonymous' ? [name.trim(), phone.trim()] : [];
  return listed([role && t.role[role as keyof typeof t.role], mode && t.modes[mode], ...named]);
}

const listed = (parts: readonly (string | false | undefined)[]): string =>
  parts.filter(Boolean).join(language.value === 'zh-CN' ? '，' : ', ');
