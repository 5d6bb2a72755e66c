/** Whether this device can wake its owner: what is missing, a real test, and the list of all their devices. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import '../../style/device.css';
import type { Device } from '../../data/devices.ts';
import { Banner } from '../../parts/Banner.tsx';
import { check, help } from '../../parts/glyphs-form.tsx';
import { bell, bellOff, hear } from '../../parts/glyphs-staff.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Act } from '../parts/Act.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Panel } from '../parts/Panels.tsx';
import { Phrases } from '../parts/Phrases.tsx';
import { SoundSwitch } from '../parts/RingBanner.tsx';
import { Trouble, Waiting } from '../parts/Trouble.tsx';
import { restWords } from '../rest_words.ts';
import { momentOf } from '../state/content.ts';
import { capability, device, devices, learnDevice, letRing, refreshDevices, refused, remove, ring, ringOnce, test } from '../state/device.ts';
import { type Failure, failureOf } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';

type Mark = 'ok' | 'live' | 'later';

function SetupStep({ mark, title, children }: { mark: Mark; title: string; children?: ComponentChildren }) {
  return (
    <li class={mark === 'later' ? undefined : mark} aria-current={mark === 'live' ? 'step' : undefined}>
      {mark === 'ok' && <Icon of={check} />}
      <h2>{title}</h2>
      {mark === 'ok' ? <p>{restWords().device.done}</p> : children}
    </li>
  );
}

function AllowStep() {
  const said = restWords().device;
  return (
    <SetupStep mark={device.value ? 'ok' : 'live'} title={said.allowTitle}>
      <p>{said.allowHint}</p>
      {refused.value && (
        <p class="wrong" role="alert">
          {{ push: said.failed, many: said.many, server: words().serverFailed }[refused.value]}
        </p>
      )}
      <p>
        <Act class="btn main tall wide" glyph={bell} busy={said.allowing} onAct={letRing}>
          {said.allow}
        </Act>
      </p>
    </SetupStep>
  );
}

function TestResult() {
  const said = restWords().device;
  const state = test.value;
  if (state.state === 'idle' || state.state === 'asking') return null;
  const good = state.state === 'shown';
  const text = {
    waiting: () => said.waiting,
    shown: () => said.shown(state.state === 'shown' ? state.seconds : 0),
    silent: () => said.notShown,
    failed: () => words().serverFailed,
  }[state.state]();
  return (
    <output class="block">
      <span class={good ? 'state ok' : state.state === 'waiting' ? 'state old' : 'state no wrap-words'}>
        <Icon of={good ? hear : state.state === 'waiting' ? help : bellOff} />
        {text}
      </span>
    </output>
  );
}

function TestStep() {
  const said = restWords().device;
  const ready = device.value !== null;
  const heard = ring.value === 'rings';
  return (
    <li class={heard ? 'ok' : ready ? 'live' : undefined} aria-current={ready && !heard ? 'step' : undefined}>
      {heard && <Icon of={check} />}
      <h2>{said.testTitle}</h2>
      <p>{heard && device.value?.shown_at ? said.lastRang(momentOf(device.value.shown_at)) : said.testHint}</p>
      {ready && (
        <p>
          <Act class={heard ? 'btn line' : 'btn main tall wide'} glyph={bell} busy={said.testing} onAct={ringOnce}>
            {said.test}
          </Act>
        </p>
      )}
      <TestResult />
    </li>
  );
}

function Setup() {
  const said = restWords().device;
  switch (capability.value) {
    case 'checking':
      return <Waiting />;
    case 'unsupported':
      return (
        <Banner glyph={bellOff} tone="bad" title={said.unsupportedTitle}>
          <p>{said.unsupportedHint}</p>
        </Banner>
      );
    case 'denied':
      return (
        <Banner glyph={bellOff} tone="bad" title={said.deniedTitle}>
          <p>{said.deniedHint}</p>
          <p>
            <Act class="btn line" busy={words().loading} onAct={learnDevice}>
              {words().again}
            </Act>
          </p>
        </Banner>
      );
    case 'install':
      return (
        <ol class="setup after">
          <SetupStep mark="live" title={said.installTitle}>
            <p>{said.installHint}</p>
          </SetupStep>
          <SetupStep mark="later" title={said.allowTitle} />
          <SetupStep mark="later" title={said.testTitle} />
        </ol>
      );
    case 'ready':
      return (
        <ol class="setup after">
          <AllowStep />
          <TestStep />
        </ol>
      );
  }
}

function DeviceState({ working }: { working: boolean | null }) {
  const said = restWords().device.working;
  if (working === null) {
    return (
      <span class="state old">
        <Icon of={help} />
        {said.unproven}
      </span>
    );
  }
  return (
    <span class={working ? 'state ok' : 'state no'}>
      <Icon of={working ? hear : bellOff} />
      {working ? said.yes : said.no}
    </span>
  );
}

function DeviceRow({ item, onRemove }: { item: Device; onRemove(): void }) {
  const said = restWords().device;
  const mine = item.id === device.value?.id;
  return (
    <li>
      <span>
        <b>{item.label || words().device.kinds['other']}</b> {mine && <span class="dim">{said.this}</span>}
        <small class="dim num">{item.shown_at ? said.lastRang(momentOf(item.shown_at)) : said.neverRang}</small>
      </span>
      <DeviceState working={item.working} />
      <button type="button" class="textbtn" onClick={onRemove}>
        {said.remove}
        <span class="vh"> {item.label}</span>
      </button>
    </li>
  );
}

function DeviceList() {
  const said = restWords().device;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [removing, setRemoving] = useState<Device | null>(null);
  const load = () => refreshDevices().then(() => setFailure(null), (error: unknown) => setFailure(failureOf(error)));
  useEffect(() => void load(), []);
  const drop = async (id: string) => {
    await remove(id);
    say(said.removed);
  };
  return (
    <Panel title={said.list} class="after">
      {!devices.value && (failure ? <Trouble failure={failure} onAgain={() => void load()} /> : <Waiting />)}
      {devices.value?.length === 0 && <p class="dim">{said.none}</p>}
      <ul class="devices">
        {devices.value?.map((item) => (
          <DeviceRow key={item.id} item={item} onRemove={() => setRemoving(item)} />
        ))}
      </ul>
      <p class="hint">{said.second}</p>
      {removing && (
        <ConfirmDialog
          title={said.removeTitle(removing.label)}
          hint={said.removeHint}
          go={said.remove}
          going={words().loading}
          stay={words().cancel}
          onGo={() => drop(removing.id)}
          onClose={() => setRemoving(null)}
        />
      )}
    </Panel>
  );
}

export function DeviceScreen() {
  const said = restWords().device;
  const state = ring.value;
  const known = state === 'rings' || state === 'unproven' || state === 'silent' ? state : 'off';
  return (
    <Frame title={words().device.title}>
      <div class="wrap">
        <div class="narrow">
          <p class="say-big">
            <Phrases of={said.say[known]} />
          </p>
          <p class="dim">{said.lead[known]}</p>
          <Setup />
          <Panel title={said.page} class="after-s">
            <p class="dim">
              {said.pageHint} {words().ring.never}
            </p>
            <SoundSwitch />
          </Panel>
          <DeviceList />
        </div>
      </div>
    </Frame>
  );
}
