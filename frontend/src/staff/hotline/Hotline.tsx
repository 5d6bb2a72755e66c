/** One page for a call: danger first, the caller's words, filed by a key; the receipt to read out; the next call. */
import { useEffect, useState } from 'preact/hooks';
import '../../style/hotline.css';
import { Banner } from '../../parts/Banner.tsx';
import { ErrorSummary } from '../../parts/ErrorSummary.tsx';
import { info, late } from '../../parts/glyphs-form.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { Frame } from '../parts/Frame.tsx';
import { momentOf, zone } from '../state/content.ts';
import { fromWall } from '../zone.ts';
import { type Field, saysMore } from './call.ts';
import { Began, Caller, Child, Danger, More, What, Where } from './Fields.tsx';
import { Keys } from './Keys.tsx';
import { Leaving } from '../parts/Leaving.tsx';
import { Receipt } from './Receipt.tsx';
import { attempt, behind, call, dropRefused, faults, flush, isUnsaid, nextCall, refused, submit, takeUp, told } from './state.ts';
import { hotlineWords } from './words.ts';

const focusOn = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus());

export function Hotline() {
  const t = hotlineWords();
  const [isSure, setSure] = useState(true);
  const [wasDanger, setDanger] = useState(false);
  const isFiled = told.value !== null;
  const isNow = call.value.danger === 'yes';
  /** Nothing but the danger was said: that is filed first, and by itself. */
  const isAlone = isNow && !isFiled && !saysMore(call.value);
  const begin = () => {
    nextCall();
    setDanger(false);
    setSure(true);
    focusOn(t.at.danger);
  };
  const next = () => (isUnsaid() ? setSure(false) : begin());
  const go = () => {
    const [first, danger] = [!told.peek(), call.peek().danger === 'yes'];
    if (!submit()) return;
    if (danger) setDanger(true);
    focusOn(first && !danger ? 'call-receipt' : t.at.what);
  };
  useEffect(() => {
    focusOn(t.at.danger);
    void flush();
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]') || event.isComposing) return;
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) go();
      else if (event.code === 'KeyN' && event.altKey && !event.ctrlKey) next();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  return (
    <Frame title={t.title}>
      <div class="wrap hotline">
        {isUnsaid() && <Leaving words={t} stay={t.stay} onLeave={nextCall} />}
        {!isSure && <ConfirmDialog title={t.nextTitle} hint={t.nextHint} go={t.nextGo} going={t.nextGo} stay={t.stay} onGo={async () => begin()} onClose={() => setSure(true)} />}
        <Behind />
        <div class="hotline-cols">
          <form
            class="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              go();
            }}
          >
            <Faults />
            {isFiled ? <Receipt wasDanger={wasDanger} onNext={next} /> : <p class="dim">{t.lead}</p>}
            {!isFiled && <Danger />}
            {isNow && <Now />}
            {!isAlone && (
              <>
                <What label={isFiled ? t.addTitle : t.what} hint={isFiled ? t.addHint : t.whatHint} />
                <Where />
                <Caller />
                <Child />
                <More />
                {isFiled && !wasDanger && <Danger />}
              </>
            )}
            {!isFiled && (
              <div class="panel">
                <Began />
              </div>
            )}
            {!isNow && (
              <p>
                <button type="submit" class={isFiled ? 'btn line wide' : 'btn main wide'}>
                  {isFiled ? t.add : t.go}
                  <kbd>Ctrl ↵</kbd>
                </button>
              </p>
            )}
          </form>
          <Keys />
        </div>
      </div>
    </Frame>
  );
}

/** Danger now: what to tell the caller, and one button. */
function Now() {
  const t = hotlineWords();
  return (
    <Banner glyph={late} tone="bad" role="alert" title={t.nowTitle}>
      <p>{t.nowSay}</p>
      <p>
        <button type="submit" class="btn main wide">
          {t.nowGo}
          <kbd>Ctrl ↵</kbd>
        </button>
      </p>
      <p>{t.nowHint}</p>
    </Banner>
  );
}

function Faults() {
  const t = hotlineWords();
  const found = Object.entries(faults.value) as [Field, keyof typeof t.missing][];
  if (!found.length) return null;
  return <ErrorSummary title={t.missingTitle} attempt={attempt.value} faults={found.map(([field, missing]) => ({ field: t.at[field], message: t.missing[missing] }))} />;
}

/** What earlier calls still wait for. */
function Behind() {
  const t = hotlineWords();
  return (
    <>
      {behind.value > 0 && (
        <Banner glyph={info} role="status">
          <p>{t.behind(behind.value)}</p>
          <p>
            <button type="button" class="btn line" onClick={() => void flush()}>
              {t.tryNow}
            </button>
          </p>
        </Banner>
      )}
      {refused.value.map((item) => (
        <Banner key={item.key} glyph={late} tone="bad" role="alert" title={t.refusedTitle}>
          <p>{t.refusedHint(momentOf(fromWall(item.call.began, zone())))}</p>
          <p class="tools">
            <button type="button" class="btn line" onClick={() => takeUp(item)}>
              {t.takeUp}
            </button>
            <button type="button" class="btn" onClick={() => dropRefused(item)}>
              {t.drop}
            </button>
          </p>
        </Banner>
      ))}
    </>
  );
}
