/** Who is on duty now, drawn as lamps; and going on or off duty. */
import { useEffect, useState } from 'preact/hooks';
import type { OnDuty } from '../../data/duty.ts';
import { Banner } from '../../parts/Banner.tsx';
import { check } from '../../parts/glyphs-form.tsx';
import { bellOff, hear, lampOff } from '../../parts/glyphs-staff.tsx';
import { lamp } from '../../parts/glyphs.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Act } from '../parts/Act.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Lamp, type Light } from '../parts/Lamp.tsx';
import { Phrases } from '../parts/Phrases.tsx';
import { later } from '../parts/later.tsx';
import { failureWords, Stale, Trouble, Waiting } from '../parts/Trouble.tsx';
import { dutyWords } from '../duty/words.ts';
import { restWords } from '../rest_words.ts';
import { to } from '../routes.ts';
import { momentOf } from '../state/content.ts';
import { ring } from '../state/device.ts';
import { everybody, failure, goOff, goOn, isLast, onDuty, refreshDuty, seenAt, type Watch, watches } from '../state/duty.ts';
import { search } from '../state/router.ts';
import { failureOf, isSupervisor, may, me } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { TeamsBelow } from './TeamsBelow.tsx';

/** The week is larger than all the rest of this page, and whoever looks who is on now need not wait for it. */
const Week = later(async () => (await Promise.all([import('../duty/Week.tsx'), dutyWords.load()]))[0].Week);

const LIGHT: Record<string, Light> = { true: 'lit', false: 'off', null: 'dim' };

function Person({ person }: { person: OnDuty }) {
  const said = restWords().duty;
  const reach = person.reachable === null ? said.reach.unproven : person.reachable ? said.reach.yes : said.reach.no;
  return (
    <li>
      <Lamp light={LIGHT[String(person.reachable)] ?? 'dim'} />
      <b>{person.id === me.value?.id ? `${person.name} · ${words().you}` : person.name}</b>
      <small>{reach}</small>
      {person.since && (
        <small class="num">{said.since(momentOf(person.since))}</small>
      )}
    </li>
  );
}

function Team({ watch }: { watch: Watch }) {
  const said = restWords().duty;
  const { on_duty: people, place, team } = watch;
  // About one's own device the banner above has said it already, with the way to mend it.
  const isMeAlone = onDuty.value && people.length === 1 && people[0]?.id === me.value?.id;
  const deaf = people.length > 0 && !isMeAlone && people.every((person) => person.reachable === false);
  const takeIt = may('duty:write') && !onDuty.value ? ` ${said.takeIt}` : '';
  return (
    <section class="after-s">
      <h2 class="group">
        {team.name} {place && <small>{said.place(place.name)}</small>}
      </h2>
      {people.length > 0 && (
        <ul class="lamps" aria-label={said.lamps}>
          {people.map((person) => (
            <Person key={person.id} person={person} />
          ))}
        </ul>
      )}
      {people.length === 0 && (
        <Banner glyph={lampOff} tone="bad" title={said.nobody}>
          <p>
            {said.nobodyHint}
            {takeIt}
          </p>
        </Banner>
      )}
      {deaf && (
        <Banner glyph={bellOff} tone="bad" title={said.nobodyReachable}>
          <p>
            {said.nobodyReachableHint}
            {takeIt}
          </p>
        </Banner>
      )}
    </section>
  );
}

function Switch() {
  const said = restWords().duty;
  const [leaving, setLeaving] = useState(false);
  const [error, setError] = useState<string>();
  const on = onDuty.value ?? false;
  const attempt = async (work: () => Promise<void>, done: string) => {
    try {
      setError(undefined);
      await work();
      say(done);
    } catch (failed) {
      setError(failureWords(failureOf(failed)));
    }
  };
  const leave = () => attempt(goOff, said.wentOff);
  return (
    <div class="duty-me">
      <p>
        <span class={on ? 'state ok' : 'state'}>
          <Icon of={on ? lamp : lampOff} />
          {on ? said.youOn : said.youOff}
        </span>
      </p>
      {on ? (
        <Act class="btn line" busy={said.goingOff} onAct={async () => (isLast() ? setLeaving(true) : leave())}>
          {said.off}
        </Act>
      ) : (
        <Act class="btn main" glyph={check} busy={said.goingOn} onAct={() => attempt(goOn, said.wentOn)}>
          {said.on}
        </Act>
      )}
      {error && (
        <p class="wrong" role="alert">
          {error}
        </p>
      )}
      {leaving && (
        <ConfirmDialog title={said.lastTitle} hint={said.lastHint} go={said.offAnyway} going={said.goingOff} stay={said.stay} onGo={leave} onClose={() => setLeaving(false)} />
      )}
    </div>
  );
}

function Now({ found }: { found: Watch[] }) {
  const said = restWords().duty;
  const people = everybody(found);
  const deaf = onDuty.value && ring.value !== 'rings' && ring.value !== 'unproven' && ring.value !== 'checking';
  return (
    <>
      <div class="tools2">
        <p class="say-big">
          <Phrases of={said.say(people.length, people.filter((person) => person.reachable).length)} />
        </p>
        {may('duty:write') && <Switch />}
      </div>
      {deaf && (
        <Banner glyph={hear} tone="bad" title={said.deafTitle}>
          <p>
            <a class="link" href={to.device}>
              {said.deafLink}
            </a>
          </p>
        </Banner>
      )}
      {found.map((watch) => (
        <Team key={watch.team.id} watch={watch} />
      ))}
      {found.length === 0 && <p class="dim">{said.noTeam}</p>}
    </>
  );
}

export function Duty() {
  useEffect(() => void refreshDuty(), []);
  const found = watches.value;
  return (
    <Frame title={words().nav.duty}>
      <div class="wrap">
        {!found && (failure.value ? <Trouble failure={failure.value} onAgain={() => void refreshDuty()} /> : <Waiting />)}
        {found && failure.value && <Stale since={momentOf(seenAt.value)} />}
        {found && <Now found={found} />}
        <p class="after-s no-print">
          <a class="tool" href={to.hearing}>
            <Icon of={hear} />
            {words().hearing}
          </a>
        </p>
        <Week />
        {found && isSupervisor() && <TeamsBelow />}
        <p class="after-s no-print"><a class="link" href={to.climb(search.value.get('team') ?? undefined)}>{restWords().duty.climb}</a></p>
      </div>
    </Frame>
  );
}
