/** What to look for and what to say, for those who meet children at work or next door. */
import { useSignal } from '@preact/signals';
import { check, cross } from '../../parts/glyphs-form.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { Pills } from '../../parts/Pills.tsx';
import { setAnswer } from '../answers.ts';
import { go } from '../flow.ts';
import { pages } from '../words.ts';
import { Points } from './Safety.tsx';

type Who = 'teacher' | 'doctor' | 'neighbour';

export function Guidance() {
  const t = pages().guidance;
  const who = useSignal<Who>('teacher');
  const words = t[who.value];
  const report = () => {
    setAnswer('role', who.value);
    return go('danger');
  };
  return (
    <>
      <Pills
        type="radio"
        name="who"
        class="tabs"
        even
        legend={t.tabs}
        options={Object.entries(t.who).map(([value, label]) => ({ value, label }))}
        values={[who.value]}
        onChange={([value]) => void (who.value = value as Who)}
      />
      <Heading phrases={words.title} />
      <p class="lead">{words.lead}</p>
      <section class="card flow">
        <h2>{t.say}</h2>
        <p class="say">{words.say}</p>
      </section>
      <Points title={t.dos} glyph={check} points={words.dos} />
      <Points title={t.donts} glyph={cross} points={words.donts} isNot />
      <section class="flow gap-s after">
        <h2>{t.signs}</h2>
        <p class="hint">{t.pattern}</p>
        <ul class="signs">
          {words.signs.map((sign) => (
            <li key={sign}>{sign}</li>
          ))}
        </ul>
      </section>
      <p class="go">
        <button type="button" class="btn main tall wide" onClick={() => void report()}>
          {t.go}
        </button>
      </p>
      <p class="hint">{words.law}</p>
    </>
  );
}
