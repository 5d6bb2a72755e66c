/** The first screen. Also drawn into the page at build time, so it is there before any script. */
import { CallPair } from '../parts/Calls.tsx';
import { book, desk, lock, message, next, person } from '../parts/glyphs.tsx';
import { Phrases } from '../parts/Heading.tsx';
import { type Glyph, Icon } from '../parts/Icon.tsx';
import { LampArt } from '../parts/LampArt.tsx';
import { chooseScheme, scheme, SCHEMES } from '../lib/scheme.ts';
import { answers, isChild, setAnswer } from './answers.ts';
import { deployment, emergencyNumber } from './deployment.ts';
import { entered } from './entered.ts';
import { keptDraft } from './draft_kept.ts';
import { go, loadFailed } from './flow.ts';
import { instead } from './links.ts';
import { waitingCount } from './sending.ts';
import { first } from './words.ts';

export function Start() {
  const t = first();
  const s = t.start;
  const anonymous = deployment.value?.reporter_modes.includes('anonymous');
  return (
    <>
      <section class="flow gap-s" aria-labelledby="now">
        <h2 class="small-h" id="now">
          {s.callFirst}
        </h2>
        <CallPair numbers={{ police: emergencyNumber('police'), ambulance: emergencyNumber('ambulance') }} labels={t} />
      </section>
      {waitingCount.value > 0 && <StillWaiting />}
      {entered.value?.name && <From name={entered.value.name} />}
      <div class="hero">
        <LampArt />
        <h1 tabIndex={-1}>
          <Phrases of={s.title} />
        </h1>
        <p class="lead">
          <Phrases of={s.lead} />
        </p>
      </div>
      <p class="go">
        <a class="btn main tall wide" href="#start" onClick={instead(startAsAdult)}>
          {s.go}
        </a>
      </p>
      <p class="hint reassure twoline">
        <Icon of={lock} />
        <span>{anonymous ? s.wokenAnonymous : s.woken}</span>
      </p>
      <Ways />
      <p class="hint">
        {s.leaveHint}
      </p>
      <p>
        <a class="link" href="#safety" onClick={instead(() => go('safety'))}>
          {s.safer}
        </a>
      </p>
      <Colours />
    </>
  );
}

/** Whose address it was; a phone that was lent may be somebody else's. */
function From({ name }: { name: string }) {
  const s = first().start;
  return (
    <p class="banner">
      <span>
        {s.from(name)}{' '}
        <button type="button" class="textbtn" onClick={() => void import('./entrance.ts').then((door) => door.notFromThere())}>
          {s.notFrom}
        </button>
      </span>
    </p>
  );
}

function StillWaiting() {
  const s = first().start;
  return (
    <p class="banner" role="status">
      <span>
        {s.waiting(waitingCount.value)}{' '}
        <a class="link" href="#waiting" onClick={instead(() => go('waiting'))}>
          {s.waitingOpen}
        </a>
      </span>
    </p>
  );
}

/** The ordinary way in, also for somebody who first tapped "I am the child". */
export function startAsAdult(): Promise<void> {
  if (isChild() && !answers.peek().what) setAnswer('role', undefined);
  return begin();
}

export function startAsChild(): Promise<void> {
  setAnswer('role', 'child');
  return begin();
}

/** Kept in memory only: a note on the phone would outlive the page, and the next person may not know it. */
let isTold = false;

/**
 * The first question; the first time, and where a draft is kept, what Leave does stands before it. A page that will not
 * open holds nobody up twice.
 */
function begin(): Promise<void> {
  if (isTold && (loadFailed.peek() || !keptDraft())) return go('danger');
  isTold = true;
  return go('before');
}

function Ways() {
  const s = first().start;
  return (
    <nav aria-label={s.ways}>
      <ul class="ways">
        <Way glyph={message} href="#follow-up" act={() => go('follow-up')} name={s.followUp} hint={s.followUpHint} />
        <Way glyph={person} href="#child" act={startAsChild} name={s.child} hint={s.childHint} />
        <Way glyph={book} href="#guidance" act={() => go('guidance')} name={s.guidance} hint={s.guidanceHint} />
        <Way glyph={desk} href={`tel:${emergencyNumber('helpline')}`} name={s.talk} hint={s.talkHint} />
      </ul>
    </nav>
  );
}

interface WayProps {
  glyph: Glyph;
  href: string;
  name: string;
  hint: string;
  act?: () => unknown;
}

function Way({ glyph, href, name, hint, act }: WayProps) {
  return (
    <li>
      <a href={href} onClick={act && instead(act)}>
        <Icon of={glyph} />
        <span>
          {name}
          <small>{hint}</small>
        </span>
        <Icon of={next} />
      </a>
    </li>
  );
}

function Colours() {
  const s = first().start;
  return (
    <div class="colours" role="group" aria-label={s.colours}>
      {SCHEMES.map((each) => (
        <button key={each} type="button" class="textbtn" aria-pressed={scheme.value === each} onClick={() => chooseScheme(each)}>
          {s.scheme[each]}
        </button>
      ))}
    </div>
  );
}
