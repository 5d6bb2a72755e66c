/** It has arrived: thanks, the receipt, and what happens next. */
import { language } from '../../i18n/index.ts';
import { dayAndTime, span } from '../../lib/spans.ts';
import { late } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { LampArt } from '../../parts/LampArt.tsx';
import { answers } from '../answers.ts';
import { go, isUrgent } from '../flow.ts';
import { leave } from '../leave.ts';
import { isMust, policeAnswer } from '../police.ts';
import { isMandated } from '../questions.ts';
import { type Arrived, delivery } from '../sending.ts';
import { after } from '../words.ts';
import { told } from '../files.ts';
import { FileNews } from './FileNews.tsx';
import { Pass } from './Pass.tsx';
import { Proof } from './Proof.tsx';
import { AlertNews } from '../steps/AlertNews.tsx';
import { PoliceWords } from '../steps/PoliceWords.tsx';

export function Sent() {
  const t = after().sent;
  const state = delivery.value;
  const arrived = state.state === 'arrived' ? state.arrived : undefined;
  const { role, circumstances } = answers.value;
  const mandated = isMandated(role);
  const police = policeAnswer(role, circumstances);
  return (
    <>
      <p class="sentmark">
        <LampArt />
      </p>
      <Heading phrases={t.title} />
      <p class="lead">{t.lead}</p>
      <FilesToo />
      {isUrgent.value && <AlertNews />}
      {state.state === 'kept' && (
        <Banner glyph={late} tone="bad" role="alert">
          <p>{t.kept}</p>
        </Banner>
      )}
      <Nowhere />
      <Pass>{arrived && <Facts arrived={arrived} />}</Pass>
      <FileNews />
      {police && isMust(police) ? <PoliceWords answer={police} withCall isSent /> : mandated && <p class="hint">{t.mandated}</p>}
      {mandated && arrived && <Proof arrived={arrived} role={role ?? ''} />}
      <Next arrived={arrived} />
      <p class="two-up">
        <button type="button" class="btn line" onClick={() => void go('follow-up')}>
          {t.add}
        </button>
        <button type="button" class="btn" onClick={() => void leave()}>
          {t.away}
        </button>
      </p>
    </>
  );
}

/** Nobody can be sent anywhere yet. */
function Nowhere() {
  const { placeUnknown, place, pin, detail, school, homePhone } = answers.value;
  if (!placeUnknown || place || pin || (detail + school + homePhone).trim()) return null;
  return (
    <Banner glyph={late} role="status">
      <p>{after().sent.nowhere}</p>
    </Banner>
  );
}

/** The receipt stands first; that files are still on their way must be known before the page is put away. */
function FilesToo() {
  const t = after().files;
  if (told.value.length === 0) return null;
  const isUnderWay = told.value.some(({ state }) => state === 'waiting' || state === 'sending');
  const isAllIn = told.value.every(({ state }) => state === 'arrived' || state === 'unreadable');
  return (
    <p class="hint" role="status">
      {isUnderWay ? t.still : isAllIn && t.allIn}
    </p>
  );
}

function Facts({ arrived }: { arrived: Arrived }) {
  const t = after().sent;
  return (
    <>
      <p class="passrow">
        <span class="dim">{t.reference}</span>
        <b class="num" id="reference" translate={false}>
          {arrived.reference}
        </b>
      </p>
      <p class="passrow">
        <span class="dim">{t.received}</span>
        <time dateTime={arrived.received_at}>{dayAndTime(arrived.received_at, language.value)}</time>
      </p>
    </>
  );
}

function Next({ arrived }: { arrived: Arrived | undefined }) {
  const t = after().sent;
  const by = (time: string | null | undefined) => (arrived && time ? t.within(span(arrived.received_at, time, t)) : t.soon);
  return (
    <>
      <h2 class="after">{t.next}</h2>
      <ol class="line">
        <li class="live">
          <b>{by(arrived?.expected?.opened_by)}</b>
          <br />
          {t.opened}
        </li>
        <li>
          <b>{by(arrived?.expected?.decided_by)}</b>
          <br />
          {t.decided}
        </li>
        <li>
          <b>{t.afterwards}</b>
          <br />
          {t.answer}
        </li>
      </ol>
    </>
  );
}
