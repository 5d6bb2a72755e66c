/** Who I am here, how this app looks and sounds, and the way out. */
import { useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { language, LANGUAGES, NAMES, setLanguage } from '../../i18n/index.ts';
import { sentences } from '../../i18n/sentences.ts';
import { chooseScheme, type Scheme, scheme, SCHEMES } from '../../lib/scheme.ts';
import { exit } from '../../parts/glyphs.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { Act } from '../parts/Act.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Panel } from '../parts/Panels.tsx';
import { failureWords } from '../parts/Trouble.tsx';
import { restWords } from '../rest_words.ts';
import { to } from '../routes.ts';
import { practice } from '../state/content.ts';
import { ring, unbind } from '../state/device.ts';
import { anyHalfWritten, callsWaiting } from '../state/drafts.ts';
import { onDuty } from '../state/duty.ts';
import { muted, setMuted } from '../state/ringing.ts';
import { go } from '../state/router.ts';
import { failureOf, leave, may, me } from '../state/session.ts';
import { words } from '../words.ts';

interface OneOfProps<T extends string> {
  title: string;
  value: T;
  options: readonly { value: T; label: string; lang?: string }[];
  onPick(value: T): void;
}

function OneOf<T extends string>({ title, value, options, onPick }: OneOfProps<T>) {
  return (
    <fieldset class="one-of">
      <legend>{title}</legend>
      <div class="tools">
        {options.map((option) => (
          <button key={option.value} type="button" class="tool" lang={option.lang} aria-pressed={option.value === value} onClick={() => onPick(option.value)}>
            {option.label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A long address breaks where it has a joint, not in the middle of a word. */
const inPieces = (address: string) => (address.match(/[^@.]*[@.]?/g) ?? []).map((piece) => <>{piece}<wbr /></>);

async function signOutHere(): Promise<void> {
  await unbind();
  await leave();
  go(to.inbox, { replace: true });
}

function Out() {
  const said = restWords().me;
  const [sure, setSure] = useState(false);
  const [error, setError] = useState<string>();
  const act = async () => {
    if (anyHalfWritten() || callsWaiting.peek()) return setSure(true);
    try {
      await signOutHere();
    } catch (failed) {
      setError(failureWords(failureOf(failed)));
    }
  };
  return (
    <div class="after">
      <Act class="btn line" glyph={exit} busy={said.signingOut} onAct={act}>
        {said.signOut}
      </Act>
      <p class="hint">{said.signOutHint}</p>
      {error && (
        <p class="wrong" role="alert">
          {error}
        </p>
      )}
      {sure && (
        <ConfirmDialog title={said.draftTitle} hint={sentences(anyHalfWritten() && said.draftHint, callsWaiting.value > 0 && words().signIn.calls(callsWaiting.value))} go={said.signOutAnyway} going={said.signingOut} stay={said.stay} onGo={signOutHere} onClose={() => setSure(false)} />
      )}
    </div>
  );
}

function Settings() {
  const said = restWords().me;
  return (
    <Panel title={said.sound} class="settings">
      <OneOf
        title={said.sound}
        value={muted.value ? 'off' : 'on'}
        options={[
          { value: 'on', label: said.soundOn },
          { value: 'off', label: said.soundOff },
        ]}
        onPick={(value) => setMuted(value === 'off')}
      />
      <OneOf title={said.language} value={language.value} options={LANGUAGES.map((value) => ({ value, label: NAMES[value], lang: value }))} onPick={(value) => void setLanguage(value)} />
      <OneOf<Scheme> title={said.scheme} value={scheme.value} options={SCHEMES.map((value) => ({ value, label: said.schemes[value] }))} onPick={chooseScheme} />
    </Panel>
  );
}

export function Me() {
  const said = restWords().me;
  const person = me.value;
  if (!person) return null;
  const device = words().device;
  const rings = ring.value === 'rings' ? device.rings : ring.value === 'unproven' ? device.unproven : ring.value === 'silent' ? device.silent : device.off;
  return (
    <Frame title={words().nav.me}>
      <div class="wrap">
        <div class="narrow stack">
          <Panel title={person.name}>
            <dl class="facts">
              <Fact name={words().signIn.email}>{inPieces(person.email)}</Fact>
              <Fact name={said.teams}>
                {person.grants.map((grant) => (
                  <span key={`${grant.team.id} ${grant.role}`} class="grant">
                    {grant.team.name} <span class="dim">· {said.role[grant.role]}</span>
                  </span>
                ))}
              </Fact>
              {may('duty:read') && (
                <Fact name={said.duty}>
                  <a class="link" href={to.duty}>
                    {onDuty.value ? said.onDuty : said.offDuty}
                  </a>
                </Fact>
              )}
              {may('device:write') && (
                <Fact name={said.device}>
                  <a class="link" href={to.device}>
                    {rings}
                  </a>
                </Fact>
              )}
              {may('device:write') && (
                <Fact name={said.told}>
                  <a class="link" href={to.told}>
                    {said.toldLink}
                  </a>
                </Fact>
              )}
              {may('entrance:write') && (
                <Fact name={said.entrances}>
                  <a class="link" href={to.entrances}>
                    {said.entrancesLink}
                  </a>
                </Fact>
              )}
            </dl>
          </Panel>
          <Settings />
          <Out />
          {practice.value && <p class="hint">{said.version(practice.value.version)}</p>}
        </div>
      </div>
    </Frame>
  );
}
