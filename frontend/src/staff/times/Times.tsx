/** How long each step took: a sentence first, then half, 9 in 10 and the oldest now; never an average, never a ranking of people. */
import { useEffect, useState } from 'preact/hooks';
import '../../style/tables.css';
import '../../style/times.css';
import { PRIORITIES, type Priority, STEPS, type Step } from '../../data/practice.ts';
import type { ResponseTimes, StepTimes } from '../../data/statistics.ts';
import { sentences } from '../../i18n/sentences.ts';
import { Frame } from '../parts/Frame.tsx';
import { Panel } from '../parts/Panels.tsx';
import { Phrases } from '../parts/Phrases.tsx';
import { Trouble, Waiting } from '../parts/Trouble.tsx';
import { to } from '../routes.ts';
import { go, search } from '../state/router.ts';
import { words } from '../words.ts';
import { BigDuration, durationWords, orDash } from './Duration.tsx';
import { lastDays, longestFor, overdue, percent, rowOf } from './figures.ts';
import { Keep, Legend } from './Keeping.tsx';
import { StandardChart } from './StandardChart.tsx';
import { addressOf, failure, load, loading, ownPlaces, times, today, trail, type Wanted, wantedFrom } from './state.ts';
import { Oldest, PlaceTable, PriorityTable } from './Tables.tsx';
import { Trend } from './Trend.tsx';
import { timesWords } from './words.ts';

const PRESETS = [7, 28, 90];

function Crumbs({ wanted }: { wanted: Wanted }) {
  const said = timesWords();
  const others = ownPlaces().filter((place) => place.code !== trail.value[0]?.code);
  return (
    <nav class="crumbs no-print" aria-label={said.place}>
      {trail.value.map((place, index) =>
        index < trail.value.length - 1 ? (
          <>
            <a href={addressOf({ ...wanted, place: place.code })}>{place.name}</a>
            <span aria-hidden="true"> › </span>
          </>
        ) : (
          <b aria-current="location">{place.name}</b>
        ),
      )}
      {others.map((place) => (
        <>
          <span aria-hidden="true"> · </span>
          <a href={addressOf({ ...wanted, place: place.code })}>{place.name}</a>
        </>
      ))}
    </nav>
  );
}

function PeriodPicker({ wanted }: { wanted: Wanted }) {
  const said = timesWords();
  const [wrong, setWrong] = useState(false);
  const choose = (period: { from: string; to: string }) => {
    const good = Boolean(period.from && period.to) && period.from <= period.to;
    setWrong(!good);
    if (good) go(addressOf({ ...wanted, ...period }));
  };
  return (
    <fieldset class="tools no-print">
      <legend class="vh">{said.period}</legend>
      {PRESETS.map((days) => {
        const period = lastDays(today(), days);
        const here = period.from === wanted.from && period.to === wanted.to;
        return (
          <button key={days} type="button" class="tool" aria-pressed={here} onClick={() => choose(period)}>
            {said.days(days)}
          </button>
        );
      })}
      <label class="day">
        <span>{said.from}</span>
        <input type="date" class="input" value={wanted.from} max={wanted.to} aria-invalid={wrong} onChange={(event) => choose({ from: event.currentTarget.value, to: wanted.to })} />
      </label>
      <label class="day">
        <span>{said.to}</span>
        <input type="date" class="input" value={wanted.to} max={today()} aria-invalid={wrong} onChange={(event) => choose({ from: wanted.from, to: event.currentTarget.value })} />
      </label>
      {wrong && (
        <p class="wrong" role="alert">
          {said.badPeriod}
        </p>
      )}
    </fieldset>
  );
}

const priorityName = ({ priority }: StepTimes) => (priority === 'all' ? timesWords().all : words().priority[priority]);

/** The one that is furthest past its own standard need not be the one that waits longest: each is named for what it is. */
const overWords = (row: StepTimes) =>
  timesWords().over(timesWords().step[row.step], priorityName(row), orDash(row.oldest_waiting_seconds), orDash(row.standard_seconds));

function Sentence({ found }: { found: ResponseTimes }) {
  const said = timesWords();
  const opened = rowOf(found.steps, 'opened', 'all');
  const worst = overdue(found.steps)[0];
  const longest = worst && longestFor(found.steps, worst.step);
  const half = opened && opened.p50_seconds !== null ? durationWords(opened.p50_seconds) : null;
  return (
    <>
      <p class="say-big">
        <Phrases of={said.say(opened?.n ?? 0, half)} />
      </p>
      <p class="dim">
        {sentences(worst ? overWords(worst) : said.waiting(opened?.waiting ?? 0), longest && longest !== worst && said.longest(priorityName(longest), orDash(longest.oldest_waiting_seconds)))}{' '}
        {worst && (
          <a class="link no-print" href={to.inbox}>
            {said.open}
          </a>
        )}
      </p>
    </>
  );
}

interface PickProps {
  found: ResponseTimes;
  step: Step;
  priority: Priority | 'all';
  onStep(step: Step): void;
}

/** The tiles choose the step that stands below them. */
function Tiles({ found, step, priority, onStep }: PickProps) {
  const said = timesWords();
  return (
    <div class="tiles after-s">
      {STEPS.map((each) => {
        const row = rowOf(found.steps, each, priority);
        return (
          <section key={each} class="tile">
            <h3>
              <button type="button" class="textbtn tile-pick" aria-pressed={each === step} onClick={() => onStep(each)}>
                {said.step[each]}
              </button>
            </h3>
            <p class="num">
              <small>{said.half}</small>
              <BigDuration seconds={row?.p50_seconds ?? null} />
            </p>
            <dl>
              <dt>{said.nine}</dt>
              <dd>{orDash(row?.p90_seconds ?? null)}</dd>
              <dt>{said.inStandard}</dt>
              <dd>{row?.share_within_standard === null || !row ? '–' : percent(row.share_within_standard)}</dd>
              <dt>{said.oldest}</dt>
              <dd>
                <Oldest row={row} steps={found.steps} />
              </dd>
            </dl>
          </section>
        );
      })}
    </div>
  );
}

function Figures({ found, wanted }: { found: ResponseTimes; wanted: Wanted }) {
  const said = timesWords();
  const [step, setStep] = useState<Step>('opened');
  const [priority, setPriority] = useState<Priority | 'all'>('all');
  return (
    <div aria-busy={loading.value}>
      <p class="print-head">{said.printHead(found.place.path_name, found.from, found.to, priority === 'all' ? said.all : words().priority[priority])}</p>
      <Sentence found={found} />
      <div class="tools after-s no-print">
        <label class="pick">
          <span class="vh">{said.priority}</span>
          <select class="filter" value={priority} onChange={(event) => setPriority(PRIORITIES.find((each) => each === event.currentTarget.value) ?? 'all')}>
            <option value="all">{said.all}</option>
            {PRIORITIES.map((each) => (
              <option key={each} value={each}>
                {words().priority[each]}
              </option>
            ))}
          </select>
        </label>
        <Keep found={found} />
      </div>
      <h2 class="vh">{words().stages}</h2>
      <Tiles found={found} step={step} priority={priority} onStep={setStep} />
      <div class="half uneven after-s">
        <div class="stack">
          <Panel title={said.chartTitle(said.step[step])}>
            <StandardChart steps={found.steps} step={step} />
          </Panel>
          <Panel title={`${said.trend} · ${said.step[step]}`}>
            <Trend place={wanted.place} step={step} priority={priority} />
          </Panel>
        </div>
        <div class="stack">
          <Panel title={said.table(said.step[step])}>
            <PriorityTable steps={found.steps} step={step} />
          </Panel>
          <Panel title={said.places}>
            <PlaceTable places={found.children} step={step} linkTo={(place) => addressOf({ ...wanted, place })} />
          </Panel>
        </div>
      </div>
      {found.set_aside > 0 && <p class="dim after-s">{said.setAside(found.set_aside)}</p>}
      <Legend />
    </div>
  );
}

function Page() {
  const wanted = wantedFrom(search.value);
  const address = addressOf(wanted);
  useEffect(() => void load(wanted), [address]);
  const found = times.value;
  return (
    <Frame title={timesWords().title}>
      <div class="wrap">
        <div class="tools2">
          <Crumbs wanted={wanted} />
          <PeriodPicker wanted={wanted} />
        </div>
        {failure.value && <Trouble failure={failure.value} onAgain={() => void load(wanted)} />}
        {!found && !failure.value && <Waiting />}
        {found && !failure.value && <Figures found={found} wanted={wanted} />}
      </div>
    </Frame>
  );
}

export function Times() {
  const [ready, setReady] = useState(false);
  useEffect(() => void timesWords.load().then(() => setReady(true)), []);
  return ready ? <Page /> : null;
}
