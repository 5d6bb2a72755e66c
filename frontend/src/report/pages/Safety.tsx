/** What Leave clears, what nobody can clear from here, and safer ways. */
import { check, info } from '../../parts/glyphs-form.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { Points } from '../../parts/Points.tsx';
import { go } from '../flow.ts';
import { leave } from '../leave.ts';
import { pages } from '../words.ts';

export function Safety() {
  const t = pages().safety;
  return (
    <>
      <Heading phrases={t.title} />
      <p class="lead">{t.lead}</p>
      <Points title={t.clears} glyph={check} points={t.cleared} />
      <Points title={t.keeps} glyph={info} points={t.kept} isNot />
      <section class="card flow gap-s">
        <h2>{t.safer}</h2>
        <p>{t.private}</p>
        <p>{t.saferText}</p>
      </section>
      <p class="two-up after">
        <button type="button" class="btn line" onClick={() => void leave()}>
          {t.leave}
        </button>
        <button type="button" class="btn" onClick={() => void go('start', { fresh: true })}>
          {t.home}
        </button>
      </p>
    </>
  );
}
