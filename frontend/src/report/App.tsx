/** The frame of every reporter screen: leave, 110, the way back, the screen itself and the call bar. */
import { type Language, NAMES, nextLanguage, setLanguage } from '../i18n/index.ts';
import { CallBar } from '../parts/Calls.tsx';
import { back, exit, lamp, phone } from '../parts/glyphs.tsx';
import { Icon } from '../parts/Icon.tsx';
import { emergencyNumber, exitAddress } from './deployment.ts';
import { canGoBack, go, goBack, isFree, loadFailed, screen, shown } from './flow.ts';
import { leave } from './leave.ts';
import { instead } from './links.ts';
import { first } from './words.ts';

export function App() {
  const Shown = shown.value;
  const isStart = screen.value === 'start';
  return (
    <>
      <a class="skip" href="#main" onClick={instead(() => document.getElementById('main')?.focus())}>
        {first().skip}
      </a>
      <Top isStart={isStart} />
      <main class="page flow" id="main" tabIndex={-1}>
        {loadFailed.value && (
          <p class="banner bad" role="alert">
            {first().loadFailed}
          </p>
        )}
        <Shown />
      </main>
      {!isStart && <Bottom />}
    </>
  );
}

function Top({ isStart }: { isStart: boolean }) {
  const t = first();
  const police = emergencyNumber('police');
  return (
    <header class="top">
      <a class="exit" href={exitAddress()} rel="noreferrer" onClick={instead(leave)}>
        <Icon of={exit} />
        {t.leave}
      </a>
      {!isStart && (
        <a class="sos" href={`tel:${police}`}>
          <Icon of={phone} />
          {police}
          <span class="vh"> {t.police}</span>
        </a>
      )}
      {!isStart && canGoBack() ? <Back /> : <Brand isLink={isFree(screen.value)} />}
      {isStart && <OtherLanguage />}
    </header>
  );
}

function Back() {
  return (
    <button type="button" class="back" onClick={() => void goBack()}>
      <Icon of={back} />
      {first().back}
    </button>
  );
}

/** Not a way out while it would lose a receipt or an answer. */
function Brand({ isLink }: { isLink: boolean }) {
  const inner = (
    <>
      <Icon of={lamp} />
      <span>{first().name}</span>
    </>
  );
  if (!isLink) return <span class="brand">{inner}</span>;
  return (
    <a class="brand" href="/" onClick={instead(() => go('start', { fresh: true }))}>
      {inner}
    </a>
  );
}

function OtherLanguage() {
  const other = nextLanguage();
  return (
    <a class="lang" href={`#${other}`} hreflang={other} lang={other} onClick={instead(() => speak(other))}>
      {NAMES[other]}
    </a>
  );
}

function Bottom() {
  const t = first();
  const numbers = {
    police: emergencyNumber('police'),
    ambulance: emergencyNumber('ambulance'),
    helpline: emergencyNumber('helpline'),
  };
  return (
    <footer class="callbar">
      <CallBar numbers={numbers} labels={t} question={t.dangerNow} />
      <p class="foot">
        <OtherLanguage />
      </p>
    </footer>
  );
}

/** The phone keeps the words of a language that somebody chose, so that they last without a network. */
async function speak(wanted: Language): Promise<void> {
  await setLanguage(wanted);
  navigator.serviceWorker?.controller?.postMessage('keep-languages');
}
