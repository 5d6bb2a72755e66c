/** Who is on duty now, drawn as lamps; and going on or off duty. */
import { useEffect } from 'preact/hooks';
import type { OnDuty } from '../../data/duty.ts';
import { sentences } from '../../i18n/sentences.ts';
import { Banner } from '../../parts/Banner.tsx';
import { bellOff, hear, lampOff } from '../../parts/glyphs-staff.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Lamp, type Light } from '../parts/Lamp.tsx';
import { Phrases } from '../parts/Phrases.tsx';
import { later } from '../parts/later.tsx';
import { Stale, Trouble, Waiting } from '../parts/Trouble.tsx';
import { dutyWords } from '../duty/words.ts';
import { hearingWords } from '../hearing/words.ts';
import { restWords } from '../rest_words.ts';
import { to } from '../routes.ts';
import { momentOf } from '../state/content.ts';
import { ring } from '../state/device.ts';
import { failure, onDuty, other, refreshDuty, seenAt, type Watch, watches } from '../state/duty.ts';
import { search } from '../state/router.ts';
import { isSupervisor, may, me } from '../state/session.ts';
import { words } from '../words.ts';
import { Mine } from './Mine.tsx';

/** The week is larger than all the rest of this page, and whoever looks who is on now need not wait for it. */
const Week = later(async () => (await Promise.all([import('../duty/Week.tsx'), dutyWords.load()]))[0].Week);

/** For supervisors alone. */
const TeamsBelow = later(async () => {
  const [{ TeamsBelow: Below }, { planNotes }] = await Promise.all([import('../hearing/TeamsBelow.tsx'), import('../duty/Week.tsx'), hearingWords.load(), dutyWords.load()]);
  return () => <Below hrefOf={to.dutyOf} noteOf={planNotes} />;
});

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

function Team({ watch, isMine }: { watch: Watch; isMine: boolean }) {
  const said = restWords().duty;
  const { on_duty: people, place, team } = watch;
  // About one's own device the banner above has said it already, with the way to mend it.
  const isMeAlone = onDuty.value && people.length === 1 && people[0]?.id === me.value?.id;
  const deaf = people.length > 0 && !isMeAlone && people.every((person) => person.reachable === false);
  const takeIt = isMine && may('duty:write') && !onDuty.value;
  return (
    <section class="team-now">
      <h2 class="say-big">
        <Phrases of={said.say(team.name, people.length, people.filter((person) => person.reachable).length)} />
      </h2>
      {place && <p>{said.place(place.name)}</p>}
      {people.length > 0 && (
        <ul class="lamps" aria-label={said.lamps}>
          {people.map((person) => (
            <Person key={person.id} person={person} />
          ))}
        </ul>
      )}
      {people.length === 0 && (
        <Banner glyph={lampOff} tone="bad" title={said.nobodyHint}>
          {takeIt && <p>{said.takeIt}</p>}
        </Banner>
      )}
      {deaf && (
        <Banner glyph={bellOff} tone="bad" title={said.nobodyReachable}>
          <p>{sentences(said.nobodyReachableHint, takeIt && said.takeIt)}</p>
        </Banner>
      )}
    </section>
  );
}

/** Of the device before one's eyes; it stands with what is said about oneself. */
function DeafDevice() {
  const said = restWords().duty;
  const deaf = onDuty.value && ring.value !== 'rings' && ring.value !== 'unproven' && ring.value !== 'checking';
  if (!deaf) return null;
  return (
    <Banner glyph={hear} tone="bad" title={said.deafTitle}>
      <p>
        <a class="link" href={to.device}>
          {said.deafLink}
        </a>
      </p>
    </Banner>
  );
}

/** The team that the address names, else all of mine; null while one is asked for. */
function shownOf(mine: Watch[]): Watch[] | null {
  const team = search.value.get('team');
  if (!team) return mine;
  const own = mine.filter((watch) => watch.team.id === team);
  if (own.length) return own;
  if (other.value === 'none') return [];
  return other.value?.team.id === team ? [other.value] : null;
}

function Now({ mine }: { mine: Watch[] }) {
  const team = search.value.get('team');
  useEffect(() => {
    if (team) void refreshDuty();
  }, [team]);
  const found = shownOf(mine);
  return (
    <>
      {may('duty:write') && <Mine />}
      <DeafDevice />
      {!found && <Waiting />}
      {found?.map((watch) => (
        <Team key={watch.team.id} watch={watch} isMine={mine.some(({ team: own }) => own.id === watch.team.id)} />
      ))}
      {mine.length === 0 && <p class="dim">{restWords().duty.noTeam}</p>}
    </>
  );
}

export function Duty() {
  useEffect(() => void refreshDuty(), []);
  const found = watches.value;
  return (
    <Frame title={words().nav.duty}>
      <div class="wrap duty">
        {!found && (failure.value ? <Trouble failure={failure.value} onAgain={() => void refreshDuty()} /> : <Waiting />)}
        {found && failure.value && <Stale since={momentOf(seenAt.value)} />}
        {found && <Now mine={found} />}
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
