/** Who can hear us now: one sentence first, then who is on duty and by what we reach them, the next shift, and the rest. */
import { useEffect } from 'preact/hooks';
import '../../style/hearing.css';
import type { HearingBoard, Listener, Way } from '../../data/hearing_board.ts';
import { mobile } from '../../parts/glyphs-form.tsx';
import { message, phone as call } from '../../parts/glyphs.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Lamp } from '../parts/Lamp.tsx';
import { Phrases } from '../parts/Phrases.tsx';
import { Stale, Trouble, Waiting } from '../parts/Trouble.tsx';
import { to } from '../routes.ts';
import { momentOf } from '../state/content.ts';
import { go, search } from '../state/router.ts';
import { isSupervisor, may, me } from '../state/session.ts';
import { words } from '../words.ts';
import { LOOKS } from './looks.ts';
import { headlineOf, type Reach, reachOf, restOf, staysOf, wayName, wayWords } from './say.ts';
import { addressOf, failure, load, shown, wantedFrom } from './state.ts';
import { TeamsBelow } from './TeamsBelow.tsx';
import { hearingWords } from './words.ts';

/** Loud only about who is on duty: that somebody at home cannot be reached is worth knowing, and no alarm. */
function State({ reach, text, quiet }: { reach: Reach; text: string; quiet?: boolean }) {
  const { look, glyph } = LOOKS[reach];
  return (
    <span class={quiet && reach === 'no' ? 'state dim' : look}>
      <Icon of={glyph} />
      {text}
    </span>
  );
}

function Headline({ board }: { board: HearingBoard }) {
  const { reach, text, next, phone, test, climbs } = headlineOf(board, me.value?.id, may('duty:write'));
  return (
    <section class={`heard ${reach}`}>
      <Lamp light={LOOKS[reach].light} />
      <div>
        <h2 class="say-big">
          <Phrases of={text.match(/[^，]+，?/g) ?? []} />
        </h2>
        {next && <p>{next.text}</p>}
        {climbs && <p class="dim">{hearingWords().climbs}</p>}
        {next?.link && (
          <a class="btn main" href={next.link.href}>
            {next.link.text}
          </a>
        )}
        {phone.map(({ id, name, phone: number }, index) => (
          <a key={id} class={next?.link || index > 0 ? 'btn line' : 'btn main'} href={`tel:${number}`}>
            <Icon of={call} />
            {hearingWords().phone(name, number ?? '')}
          </a>
        ))}
        {test && may('device:write') && (
          <a class="btn line" href={to.device}>
            {hearingWords().testHere}
          </a>
        )}
      </div>
    </section>
  );
}

function Ways({ person }: { person: Listener }) {
  const said = hearingWords();
  if (!person.ways.length) return <p class="dim no-ways">{said.noWays}</p>;
  return (
    <ul class="heard-by" aria-label={said.ways(person.name)}>
      {person.ways.map((way: Way, index) => (
        <li key={index}>
          <Icon of={way.channel === 'webpush' ? mobile : message} />
          <span>
            {wayName(way)}
            <small class="dim num">{wayWords(way)}</small>
          </span>
          {way.working !== true && <State reach={reachOf(way.working)} text={said.wayReach[reachOf(way.working)]} quiet={!person.on_duty} />}
        </li>
      ))}
    </ul>
  );
}

function Person({ person }: { person: Listener }) {
  const said = hearingWords();
  const reach = reachOf(person.reachable);
  const notes = [person.role && said.role[person.role], person.on_duty && person.since && said.since(momentOf(person.since))].filter(Boolean);
  return (
    <li class="panel">
      <div class="listener">
        <h3>
          {person.id === me.value?.id ? `${person.name} · ${words().you}` : person.name}
          {notes.length > 0 && <small class="dim num">{notes.join(' · ')}</small>}
        </h3>
        <State reach={reach} text={said.reach[reach]} quiet={!person.on_duty} />
      </div>
      <Ways person={person} />
    </li>
  );
}

const People = ({ people }: { people: readonly Listener[] }) => (
  <ul class="listeners">
    {people.map((person) => (
      <Person key={person.id} person={person} />
    ))}
  </ul>
);

function Next({ board }: { board: HearingBoard }) {
  const said = hearingWords();
  const shift = board.next_shift;
  if (!shift) return <p class="dim num">{staysOf(board, me.value?.id) ?? said.nextNone}</p>;
  const reach = reachOf(shift.reachable);
  return (
    <div class="panel next-shift">
      <p>
        <b class="num">{said.begins(momentOf(shift.begins_at))}</b>
        {shift.people.length > 0 && <span>{shift.people.map(({ name }) => name).join(words().and)}</span>}
      </p>
      <State reach={reach} text={shift.people.length ? said.nextReach[reach] : said.nextEmpty} />
    </div>
  );
}

function TeamPicker({ board }: { board: HearingBoard }) {
  if (board.teams.length < 2) return null;
  return (
    <label class="pick no-print">
      <span class="vh">{hearingWords().team}</span>
      <select class="tool" value={board.team.id} onChange={(event) => go(addressOf(event.currentTarget.value))}>
        {board.teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Board({ board, readAt }: { board: HearingBoard; readAt: number }) {
  const said = hearingWords();
  const rest = restOf(board);
  return (
    <div class="hearing">
      <div class="tools2">
        {board.teams.length < 2 ? <p>{board.team.name}</p> : <TeamPicker board={board} />}
        <p class="dim num">{said.asOf(momentOf(readAt))}</p>
      </div>
      <Headline board={board} />
      {isSupervisor() && <TeamsBelow hrefOf={addressOf} />}
      <h2 class="group">{said.onDuty}</h2>
      {board.on_duty.length ? <People people={board.on_duty} /> : <p class="dim">{said.nobodyOnDuty}</p>}
      <h2 class="group">{said.nextShift}</h2>
      <Next board={board} />
      <h2 class="group">{said.rest}</h2>
      {rest.length ? <People people={rest} /> : <p class="dim">{said.restNone}</p>}
    </div>
  );
}

export function HearingScreen() {
  const team = wantedFrom(search.value);
  useEffect(() => void load(team), [team]);
  const found = shown.value && shown.value.team === team ? shown.value : null;
  return (
    <Frame title={words().hearing}>
      <div class="wrap">
        {!found && (failure.value ? <Trouble failure={failure.value} onAgain={() => void load(team)} /> : <Waiting />)}
        {found && failure.value && <Stale since={momentOf(found.readAt)} />}
        {found && <Board board={found.board} readAt={found.readAt} />}
      </div>
    </Frame>
  );
}
