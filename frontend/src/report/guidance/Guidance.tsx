/** What to look for, say and do, for those who meet children at work or next door. One printed page an audience. */
import { useMemo } from 'preact/hooks';
import { check, cross, info } from '../../parts/glyphs-form.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { Pills } from '../../parts/Pills.tsx';
import { PointList, Points } from '../../parts/Points.tsx';
import { setAnswer } from '../answers.ts';
import { emergencyNumber } from '../deployment.ts';
import { go } from '../flow.ts';
import { first } from '../words.ts';
import { type Audience, audience, AUDIENCES, takeAsked } from './audience.ts';
import { Edition } from './Edition.tsx';
import { Signs } from './Signs.tsx';
import { guide } from './words.ts';

export function Guidance() {
  useMemo(takeAsked, []);
  const t = guide();
  const words = t.content.audience[audience.value];
  return (
    <>
      <Pills
        type="radio"
        name="who"
        class="tabs"
        even
        legend={t.tabs}
        options={AUDIENCES.map((value) => ({ value, label: t.content.audience[value].name }))}
        values={[audience.value]}
        onChange={([value]) => void (audience.value = value as Audience)}
      />
      <div class="sheet flow">
        <p class="paper">
          {t.forWhom(words.name)} · <b>{t.paper(emergencyNumber('police'))}</b>
        </p>
        <Heading phrases={words.title} />
        <p class="lead">{words.lead}</p>
        <section class="card flow gap-s spoken">
          <h2>{t.say}</h2>
          {words.say.map((said) => (
            <p key={said} class="say">
              {said}
            </p>
          ))}
        </section>
        <WhenTold />
        <Points class="half" title={t.dos} glyph={check} points={words.dos} />
        <Points class="half" title={t.donts} glyph={cross} points={words.donts} isNot />
        <Signs of={words.signs} />
        <Must />
        <p class="go screen">
          <button type="button" class="btn main tall wide" onClick={() => void report()}>
            {t.go}
          </button>
        </p>
        <Afterwards />
        <Law />
        <p class="screen">
          <button type="button" class="btn line wide" onClick={() => print()}>
            {t.print}
          </button>
        </p>
        <Edition />
        <p class="paper">
          {first().name} · {location.host}
        </p>
      </div>
    </>
  );
}

function report(): Promise<void> {
  setAnswer('role', audience.peek());
  return go('danger');
}

function WhenTold() {
  const { title, dos, donts } = guide().content.whenTold;
  return (
    <section class="card told-by">
      <h2>{title}</h2>
      <PointList glyph={check} points={dos} />
      <PointList glyph={cross} points={donts} isNot />
    </section>
  );
}

function Must() {
  const t = guide().must;
  return (
    <section class="card flow gap-s screen">
      <h2>{t.ask}</h2>
      <p>{t.askHint}</p>
      <button type="button" class="btn line wide" onClick={() => void go('must-report')}>
        {t.open}
      </button>
    </section>
  );
}

function Afterwards() {
  const { title, steps, limitsTitle, limits } = guide().content.afterwards;
  return (
    <section class="flow screen after">
      <h2>{title}</h2>
      <ol class="line">
        {steps.map(({ name, text }) => (
          <li key={name}>
            <b>{name}</b>
            <br />
            {text}
          </li>
        ))}
      </ol>
      <Points title={limitsTitle} glyph={info} points={limits} isNot />
    </section>
  );
}

function Law() {
  const t = guide();
  return (
    <section class="flow gap-s laws">
      <h2>{t.law}</h2>
      {t.content.audience[audience.value].law.map(({ text, name }) => (
        <p key={text}>
          {text}
          <small>{name}</small>
        </p>
      ))}
    </section>
  );
}
