/** The steps that make this device ring; and where they lead nowhere, what else reaches its owner. */
import type { ComponentChildren } from 'preact';
import '../../style/device.css';
import { Banner } from '../../parts/Banner.tsx';
import { check, help } from '../../parts/glyphs-form.tsx';
import { bell, bellOff, hear } from '../../parts/glyphs-staff.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Act } from '../parts/Act.tsx';
import { Waiting } from '../parts/Trouble.tsx';
import { restWords } from '../rest_words.ts';
import { to } from '../routes.ts';
import { momentOf } from '../state/content.ts';
import { capability, device, learnDevice, letRing, refused, ring, ringOnce, test } from '../state/device.ts';
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

/** Where this browser cannot be made to ring, the way does not end: what else reaches somebody, the surest first. */
function OtherWays() {
  const said = restWords().device.other;
  return (
    <div class="other-ways">
      <h3>{said.title}</h3>
      <ul>
        <li>
          <a class="btn main wide" href={to.told}>
            {words().told}
          </a>
          <p>{said.told}</p>
        </li>
        <li>
          <b>{said.browser}</b>
          <p>{said.browserHint}</p>
        </li>
        <li>
          <b>{said.page}</b>
          <p>{said.pageHint}</p>
        </li>
      </ul>
    </div>
  );
}

function AllowStep() {
  const said = restWords().device;
  const why = refused.value;
  return (
    <SetupStep mark={device.value ? 'ok' : 'live'} title={said.allowTitle}>
      <p>{said.allowHint}</p>
      {(why === 'many' || why === 'server') && (
        <p class="wrong" role="alert">
          {why === 'many' ? said.many : words().serverFailed}
        </p>
      )}
      {why === 'push' && (
        <Banner glyph={bellOff} tone="bad" role="alert" title={said.failedTitle}>
          <p>{said.failed}</p>
        </Banner>
      )}
      <p>
        <Act class={why === 'push' ? 'btn line' : 'btn main tall wide'} glyph={bell} busy={said.allowing} onAct={letRing}>
          {why === 'push' ? words().again : said.allow}
        </Act>
      </p>
      {why === 'push' && <OtherWays />}
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

export function Setup() {
  const said = restWords().device;
  switch (capability.value) {
    case 'checking':
      return <Waiting />;
    case 'unsupported':
      return (
        <Banner glyph={bellOff} tone="bad" title={said.unsupportedTitle}>
          <p>{said.unsupportedHint}</p>
          <OtherWays />
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
          <OtherWays />
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
