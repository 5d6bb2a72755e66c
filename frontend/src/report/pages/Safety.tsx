/** What Leave clears, what nobody can clear from here, and safer ways. Its first half also stands before the first question. */
import { check, info } from '../../parts/glyphs-form.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { Points } from '../../parts/Points.tsx';
import { answers, blank, isChild } from '../answers.ts';
import { keptDraft } from '../draft_kept.ts';
import { go, screen } from '../flow.ts';
import { leave } from '../leave.ts';
import { form, pages } from '../words.ts';

export function Safety() {
  const t = pages().safety;
  const isBefore = screen.value === 'before';
  return (
    <>
      <Heading phrases={isBefore ? t.before : t.title} />
      <p class="lead">
        {t.lead}
        <span class="keys">{t.keys}</span>
      </p>
      {!isBefore && <Points title={t.clears} glyph={check} points={t.cleared} />}
      <Points title={t.keeps} glyph={info} points={isBefore && isChild() ? t.kept.slice(0, 1) : t.kept} isNot />
      {isBefore ? <GoOn /> : <Safer />}
    </>
  );
}

function GoOn() {
  const t = pages().safety;
  const isKept = keptDraft() !== undefined;
  const begin = () => {
    // What came out of the draft is still in it.
    if (isKept && 'draft' in answers.peek()) answers.value = blank();
    void go('danger', { forget: true });
  };
  return (
    <>
      {isKept && (
        <p class="go">
          <button type="button" class="btn main tall wide" onClick={() => void go('draft')}>
            {t.goOn}
          </button>
        </p>
      )}
      <p class="go">
        <button type="button" class={isKept ? 'btn line wide' : 'btn main tall wide'} id="understood" onClick={begin}>
          {isKept ? t.anew : form().go}
        </button>
      </p>
      <p class="hint">{t.later}</p>
    </>
  );
}

function Safer() {
  const t = pages().safety;
  return (
    <>
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
