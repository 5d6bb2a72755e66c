/** Keeps what was written on this phone behind six digits, and opens it again. Only for somebody who asks. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { info } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { Field } from '../../parts/Field.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { Points } from '../../parts/Points.tsx';
import { type Answers, answers, blank } from '../answers.ts';
import { forgetDraft, keptDraft } from '../draft_kept.ts';
import { go } from '../flow.ts';
import { hasUnsent, touch, untouch } from '../unsent.ts';
import { spoken } from '../words.ts';
import { CODE, isEasy, lock, unlock } from './lock.ts';
import { draftWords } from './words.ts';

/** What came out of the one that is kept; keeping it again replaces nothing else. What is begun anew has no such mark. */
type Opened = Answers & { draft?: string };

export function Draft() {
  const keeps = useMemo(hasUnsent, []);
  return keeps ? <Keep /> : <Open />;
}

function Keep() {
  const t = spoken(draftWords()).keep;
  const isDone = useSignal(false);
  const kept = keptDraft();
  const trouble = useSignal(kept && kept.salt !== (answers.peek() as Opened).draft ? t.replaces : '');
  const keep = async (code: string) => {
    if (isEasy(code)) return t.easy;
    try {
      await lock(answers.peek(), code);
    } catch {
      trouble.value = t.cannot;
      return undefined;
    }
    untouch();
    answers.value = blank();
    isDone.value = true;
    void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage('keep-guidance'));
    return undefined;
  };
  if (isDone.value) return <Said title={t.done} text={t.doneText} go={t.home} onGo={() => go('start', { fresh: true })} />;
  return (
    <>
      <Heading phrases={t.title} />
      <p class="lead">{t.lead}</p>
      <Points title={t.about} glyph={info} points={t.points} isNot />
      {trouble.value && <Banner glyph={info} tone="bad" role="alert">{trouble.value}</Banner>}
      <Code label={t.code} hint={t.codeHint} wrong={t.wrong} go={t.go} going={t.going} onCode={keep} />
    </>
  );
}

function Open() {
  const { open: t, keep } = spoken(draftWords());
  const said = useSignal(keptDraft() ? '' : t.gone);
  const isOpen = useSignal(false);
  const isSure = useSignal(false);
  const open = async (code: string) => {
    const kept = keptDraft();
    const found = kept ? await unlock(kept, code) : 0;
    if (found === 0) said.value = t.gone;
    if (typeof found === 'number') return t.wrong(found);
    // Whether a child is in danger is asked anew: it was true when it was written.
    const opened: Opened = { ...blank(), ...found, danger: undefined, draft: kept?.salt ?? '' };
    answers.value = opened;
    touch('what');
    isOpen.value = true;
    return undefined;
  };
  const forget = () => {
    if (!isSure.value) return void (isSure.value = true);
    forgetDraft();
    said.value = t.forgotten;
  };
  if (isOpen.value) return <Said title={t.opened} text={t.openedText} go={t.on} onGo={() => go('danger', { forget: true })} />;
  if (said.value) return <Said title={t.title} text={said.value} go={t.afresh} onGo={() => go('danger', { forget: true })} />;
  return (
    <>
      <Heading phrases={t.title} />
      <p class="lead">{t.lead}</p>
      <Code label={t.code} wrong={keep.wrong} go={t.go} going={t.going} onCode={open} />
      <p>
        <button type="button" class="textbtn" onClick={forget}>
          {isSure.value ? t.forgetSure : t.forget}
        </button>
      </p>
    </>
  );
}

function Said({ title, text, go: label, onGo }: { title: readonly string[]; text: string; go: string; onGo(): unknown }) {
  return (
    <>
      <Heading phrases={title} />
      <p class="lead" role="status">
        {text}
      </p>
      <p class="go">
        <button type="button" class="btn main tall wide" onClick={() => void onGo()}>
          {label}
        </button>
      </p>
    </>
  );
}

interface CodeProps {
  label: string;
  hint?: string | undefined;
  wrong: string;
  go: string;
  going: string;
  /** What is wrong with it, if anything. */
  onCode(code: string): Promise<string | undefined>;
}

/** Not a password field: a browser would offer to keep it. */
function Code({ label, hint, wrong, go: label2, going, onCode }: CodeProps) {
  const code = useSignal('');
  const fault = useSignal<string | undefined>(undefined);
  const isBusy = useSignal(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy.peek()) return;
    isBusy.value = true;
    try {
      fault.value = CODE.test(code.peek()) ? await onCode(code.peek()) : wrong;
    } finally {
      isBusy.value = false;
    }
    if (fault.peek()) document.getElementById('code')?.focus();
  };
  const type = (typed: string) => {
    code.value = typed.normalize('NFKC').replace(/\D/g, '');
    fault.value = undefined;
  };
  return (
    <form class="flow" noValidate autocomplete="off" onSubmit={(event) => void submit(event)}>
      <Field id="code" label={label} hint={hint} error={fault.value} value={code.value} onInput={type} inputMode="numeric" maxLength={6} />
      <p class="go">
        <button type="submit" class="btn main tall wide" aria-disabled={isBusy.value ? 'true' : undefined}>
          {isBusy.value ? going : label2}
        </button>
      </p>
    </form>
  );
}
