/** "Could this reveal who reported?", asked before words go to a family or an agency. A hint, never a proof. */
import { useState } from 'preact/hooks';
import { checkWords, type Finding } from '../../data/reports.ts';
import { Field } from '../../parts/Field.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { info, late } from '../../parts/glyphs-form.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { failureWords } from '../parts/Trouble.tsx';
import { asked, failureOf } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { threadWords } from './words.ts';

export function WordCheck({ reference, onClose }: { reference: string; onClose(): void }) {
  const t = threadWords().check;
  const [text, setText] = useState('');
  const [found, setFound] = useState<Finding[] | null>(null);
  const [wrong, setWrong] = useState<string>();
  const [working, setWorking] = useState(false);
  const write = (typed: string) => {
    setText(typed);
    setFound(null);
    setWrong(undefined);
  };
  const check = async (event: Event) => {
    event.preventDefault();
    if (working) return;
    if (!text.trim()) {
      setWrong(threadWords().needText);
      return document.getElementById('words')?.focus();
    }
    setWorking(true);
    try {
      setFound(await asked(checkWords(reference, text)));
    } catch (error) {
      setWrong(failureWords(failureOf(error)));
    }
    setWorking(false);
  };
  const copy = () => navigator.clipboard?.writeText(text).then(() => say(t.copied), () => undefined);
  return (
    <Dialog title={t.title} onClose={onClose}>
      <p class="dim">{t.hint}</p>
      <form class="flow" noValidate onSubmit={(event) => void check(event)}>
        <Field id="words" long label={t.text} value={text} error={wrong} onInput={write} maxLength={20_000} />
        {found && <Found of={found} />}
        <div class="two">
          <button type="submit" class={found ? 'btn line' : 'btn main'} aria-disabled={working}>
            {working ? t.going : t.go}
          </button>
          {found && (
            <button type="button" class="btn line" onClick={() => void copy()}>
              {t.copy}
            </button>
          )}
          <button type="button" class="btn line" onClick={onClose}>
            {found ? words().close : words().cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Found({ of: found }: { of: readonly Finding[] }) {
  const t = threadWords().check;
  if (!found.length) {
    return (
      <Banner glyph={info} role="status">
        <p>{t.none}</p>
      </Banner>
    );
  }
  return (
    <Banner glyph={late} tone="bad" role="alert" title={t.found}>
      <ul>
        {found.map(({ kind, text }) => (
          <li key={`${kind} ${text}`}>
            {t.kind[kind]}: “{text}”
          </li>
        ))}
      </ul>
    </Banner>
  );
}
