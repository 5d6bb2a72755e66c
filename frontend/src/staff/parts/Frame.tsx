/** What stands around every screen: the way round, the bar with "this device rings", what is ringing, and the last word said. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { back, desk, lamp, message, person } from '../../parts/glyphs.tsx';
import { check, mobile } from '../../parts/glyphs-form.tsx';
import { chart, hear, inbox, lampOff, week } from '../../parts/glyphs-staff.tsx';
import type { Permission } from '../../data/session.ts';
import { type Glyph, Icon } from '../../parts/Icon.tsx';
import { type Route, to } from '../routes.ts';
import { appName, config } from '../state/content.ts';
import { type Ring, ring } from '../state/device.ts';
import { ringing } from '../state/ringing.ts';
import { route, settleScroll } from '../state/router.ts';
import { may } from '../state/session.ts';
import { toast } from '../state/toast.ts';
import { words } from '../words.ts';
import { RingBanner } from './RingBanner.tsx';

type Place = 'inbox' | 'hotline' | 'own' | 'duty' | 'hearing' | 'device' | 'times' | 'me';
const WAYS: { page: Place; glyph: Glyph }[] = [
  { page: 'inbox', glyph: inbox },
  { page: 'hotline', glyph: desk },
  { page: 'own', glyph: message },
  { page: 'duty', glyph: week },
  { page: 'hearing', glyph: hear },
  { page: 'device', glyph: mobile },
  { page: 'times', glyph: chart },
  { page: 'me', glyph: person },
];

/** An administrator sets the house up and reads no report. */
const NEEDS: Partial<Record<Place, Permission>> = { inbox: 'report:read', hotline: 'hotline:write', own: 'own-report:write', times: 'statistics:read', duty: 'duty:read', hearing: 'duty:read', device: 'device:write' };

function placeOf(page: Route['page']): Place | undefined {
  if (page === 'inbox' && !may('report:read')) return may('hotline:write') ? 'hotline' : 'own';
  if (page === 'report' || page === 'screening' || page === 'alert') return 'inbox';
  if (page === 'rotas' || page === 'rota' || page === 'climb') return 'duty';
  if (page === 'told' || page === 'entrances') return 'me';
  return page === 'unknown' ? undefined : page;
}

function Nav() {
  const { nav } = words();
  const { page } = route.value;
  const here = placeOf(page);
  const waiting = ringing.value.length;
  const ways = WAYS.filter(({ page: way }) => !NEEDS[way] || may(NEEDS[way]));
  return (
    <nav class="nav" aria-label={nav.label}>
      <a class="mark" href={to.inbox}>
        <img src="/icons/lamp.svg" alt={appName()} width="36" height="36" />
      </a>
      <ul>
        {ways.map(({ page: way, glyph }) => (
          <li key={way}>
            <a href={way === 'own' ? to.own() : to[way]} aria-current={way === here ? 'page' : undefined}>
              <Icon of={glyph} />
              {nav[way]}
              {way === 'inbox' && waiting > 0 && (
                <b class="count">
                  {waiting}
                  <span class="vh">{nav.ringing}</span>
                </b>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Always tells whether this device rings: the one thing that somebody on duty must not be wrong about. */
function RingState() {
  const state: Ring = ring.value;
  const said = words().device;
  const text = { checking: said.checking, rings: said.rings, unproven: said.unproven, silent: said.silent, off: said.off, install: said.off, unsupported: said.off, denied: said.off }[state];
  const good = state === 'rings' || state === 'checking';
  return (
    <a class={good ? 'ring' : 'ring no'} href={to.device}>
      <Icon of={good ? lamp : lampOff} />
      {text}
    </a>
  );
}

interface FrameProps {
  title: string;
  /** Leads back to the inbox: the bar then holds this instead of the heading, and a phone hides the navigation. */
  backTo?: string;
  /** Beside the work on wide screens. */
  pane?: ComponentChildren;
  /** The bar of actions at the bottom. */
  actions?: ComponentChildren;
  children: ComponentChildren;
}

export function Frame({ title, backTo, pane, actions, children }: FrameProps) {
  const main = useRef<HTMLElement>(null);
  const tabTitle = words().title(title, ringing.value.length);
  useEffect(() => {
    document.title = tabTitle;
  }, [tabTitle]);
  useEffect(() => {
    settleScroll();
    if (document.activeElement === document.body || document.activeElement?.tagName === 'A') main.current?.focus({ preventScroll: true });
  }, []);
  const work = (
    <div class="work">
      <header class="bar">
        {backTo ? (
          <a class="back" href={to.inbox}>
            <Icon of={back} />
            <span class="vh">{words().report.toInbox}, </span>
            <span class="num">{backTo}</span>
          </a>
        ) : (
          <h1>{title}</h1>
        )}
        {may('device:write') && <RingState />}
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <RingBanner />
        {children}
        {config.value?.instance_kind === 'demo' && <p class="demo">{words().demo}</p>}
      </main>
      {actions}
    </div>
  );
  return (
    <div class={backTo ? 'staff detail' : 'staff'}>
      <a class="skip" href="#main">
        {words().skip}
      </a>
      <Nav />
      {pane ? (
        <div class="with-pane">
          {pane}
          {work}
        </div>
      ) : (
        work
      )}
      <output>
        {toast.value && (
          <span class="toast">
            <Icon of={check} />
            {toast.value}
          </span>
        )}
      </output>
    </div>
  );
}
