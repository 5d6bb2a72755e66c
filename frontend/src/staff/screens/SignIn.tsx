/** The door. Also stands in front of whatever was open when a session ends; behind it nothing is lost. */
import { useState } from 'preact/hooks';
import { ApiError } from '../../data/client.ts';
import { Banner } from '../../parts/Banner.tsx';
import { ErrorSummary, type Fault } from '../../parts/ErrorSummary.tsx';
import { Field } from '../../parts/Field.tsx';
import { info } from '../../parts/glyphs-form.tsx';
import { NAMES, nextLanguage, setLanguage } from '../../i18n/index.ts';
import { Lamp } from '../parts/Lamp.tsx';
import { Phrases } from '../parts/Phrases.tsx';
import { failureWords } from '../parts/Trouble.tsx';
import { config } from '../state/content.ts';
import { callsWaiting } from '../state/drafts.ts';
import { enterWith, failureOf } from '../state/session.ts';
import { words } from '../words.ts';

/** What to say, and where; null when the answer asks for a code that was not asked for before. */
function faultOf(error: unknown, hadCode: boolean): Fault | null {
  const said = words().signIn;
  if (error instanceof ApiError) {
    if (error.code === 'second_factor_required' && !hadCode) return null;
    if (/code|second_factor/.test(error.code)) return { field: 'code', message: said.wrongCode };
    if (error.status === 429) return { field: 'email', message: said.tooMany };
    if (error.status < 500) return { field: 'email', message: said.wrong };
  }
  return { field: 'email', message: failureWords(failureOf(error)) };
}

function missing(email: string, password: string, code: string | null): Fault[] {
  const said = words().signIn;
  const faults: Fault[] = [];
  if (!email.trim()) faults.push({ field: 'email', message: said.needEmail });
  if (!password) faults.push({ field: 'password', message: said.needPassword });
  if (code !== null && !/^\s*\d(\s*\d){5}\s*$/.test(code)) faults.push({ field: 'code', message: said.needCode });
  return faults;
}

function useSignIn() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  /** null until the server asks for one. */
  const [code, setCode] = useState<string | null>(null);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [working, setWorking] = useState(false);

  const refuse = (found: Fault[]) => {
    setFaults(found);
    setAttempt((count) => count + 1);
  };
  const send = async () => {
    try {
      await enterWith({ email: email.trim(), password, ...(code === null ? {} : { code: code.replace(/\s/g, '') }) });
    } catch (error) {
      const fault = faultOf(error, code !== null);
      if (fault) return refuse([fault]);
      setFaults([]);
      setCode('');
      setTimeout(() => document.getElementById('code')?.focus());
    }
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (working) return;
    const found = missing(email, password, code);
    if (found.length) return refuse(found);
    setWorking(true);
    await send();
    setWorking(false);
  };
  return { email, setEmail, password, setPassword, code, setCode, faults, attempt, working, submit };
}

export function SignIn({ lost }: { lost: boolean }) {
  const said = words().signIn;
  const other = nextLanguage();
  const form = useSignIn();
  const { faults } = form;
  const errorFor = (field: string) => faults.find((fault) => fault.field === field)?.message;
  const title = lost ? said.lost : said.title;
  document.title = words().title(faults.length ? words().errorTitle(title) : title, 0);
  return (
    <div class="door">
      <a class="skip" href="#main">
        {words().skip}
      </a>
      <aside class="door-lamp" aria-label={words().name}>
        <Lamp light="lit" />
        <p>
          <Phrases of={said.lamp} />
        </p>
        <small>{said.sub}</small>
      </aside>
      <main class="door-form" id="main" tabIndex={-1}>
        <form class="flow" noValidate onSubmit={(event) => void form.submit(event)}>
          {faults.length > 0 && <ErrorSummary title={said.faults} faults={faults} attempt={form.attempt} />}
          <h1>{title}</h1>
          {lost && (
            <Banner glyph={info}>
              <p>{said.lostHint}</p>
            </Banner>
          )}
          {callsWaiting.value > 0 && (
            <Banner glyph={info} role="status">
              <p>{said.calls(callsWaiting.value)}</p>
            </Banner>
          )}
          <Field id="email" type="email" autoComplete="username" label={said.email} value={form.email} onInput={form.setEmail} error={errorFor('email')} />
          <Field id="password" type="password" autoComplete="current-password" label={said.password} value={form.password} onInput={form.setPassword} error={errorFor('password')} />
          {form.code !== null && (
            <Field id="code" inputMode="numeric" autoComplete="one-time-code" label={said.code} hint={said.codeHint} value={form.code} onInput={form.setCode} error={errorFor('code')} />
          )}
          <p class="go">
            <button type="submit" class="btn main tall wide" aria-disabled={form.working}>
              {form.working ? said.going : said.go}
            </button>
          </p>
        </form>
        <p class="hint after-s">
          {said.reporter} <a href="/">{said.reporterLink}</a>
        </p>
        <p>
          <button type="button" class="textbtn" lang={other} onClick={() => void setLanguage(other)}>
            {NAMES[other]}
          </button>
        </p>
        {config.value?.instance_kind === 'demo' && <p class="demo">{words().demo}</p>}
      </main>
    </div>
  );
}
