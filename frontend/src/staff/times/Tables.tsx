/** The figures themselves: by urgency for one step, and by place. */
import type { ComponentChildren } from 'preact';
import { PRIORITIES, type Step } from '../../data/practice.ts';
import type { ResponseTimes, StepTimes } from '../../data/statistics.ts';
import { help, late } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Urgency } from '../parts/Urgency.tsx';
import { orDash } from './Duration.tsx';
import { percent, rowOf } from './figures.ts';
import { timesWords } from './words.ts';

/** A table wider than its panel scrolls sideways, and has to take the focus so that the arrow keys can do it. */
function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section class="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

const isLate = (row: StepTimes) => row.standard_seconds !== null && (row.oldest_waiting_seconds ?? 0) > row.standard_seconds;

export function Oldest({ row }: { row: StepTimes | undefined }) {
  if (!row || row.oldest_waiting_seconds === null) return <>{timesWords().none}</>;
  if (!isLate(row)) return <>{orDash(row.oldest_waiting_seconds)}</>;
  return (
    <span class="state no">
      <Icon of={late} />
      {orDash(row.oldest_waiting_seconds)}
    </span>
  );
}

/** The share as a bar with a mark at 90 %, and in figures. */
function Share({ of: share }: { of: number | null }) {
  if (share === null) return <>–</>;
  return (
    <>
      <svg class="meter" viewBox="0 0 72 8" aria-hidden="true" preserveAspectRatio="none">
        <rect width="72" height="8" rx="2" />
        <rect width={(72 * share).toFixed(1)} height="8" rx="2" />
        <line x1="64.8" x2="64.8" y1="0" y2="8" />
      </svg>
      {percent(share)}
    </>
  );
}

function Figures({ row }: { row: StepTimes | undefined }) {
  return (
    <>
      <td class="r">{row?.n ?? 0}</td>
      <td class="r">{orDash(row?.p50_seconds ?? null)}</td>
      <td class="r">{orDash(row?.p90_seconds ?? null)}</td>
      <td>
        <Share of={row?.share_within_standard ?? null} />
      </td>
    </>
  );
}

function FigureHeads() {
  const said = timesWords();
  return (
    <>
      <th scope="col" class="r">
        {said.n}
      </th>
      <th scope="col" class="r">
        {said.half}
      </th>
      <th scope="col" class="r">
        {said.nine}
      </th>
      <th scope="col">{said.mark}</th>
    </>
  );
}

export function PriorityTable({ steps, step }: { steps: readonly StepTimes[]; step: Step }) {
  const said = timesWords();
  const title = said.table(said.step[step]);
  return (
    <Scroll label={title}>
      <table class="tbl">
        <caption class="vh">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{said.priority}</th>
            <th scope="col">{said.oldest}</th>
            <FigureHeads />
          </tr>
        </thead>
        <tbody>
          {(['all', ...PRIORITIES] as const).map((priority) => {
            const row = rowOf(steps, step, priority);
            return (
              <tr key={priority}>
                <th scope="row">{priority === 'all' ? said.all : <Urgency of={priority} />}</th>
                <td>
                  <Oldest row={row} />
                </td>
                <Figures row={row} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

const waited = (row: StepTimes | undefined) => row?.oldest_waiting_seconds ?? -1;

/** Where somebody waits longest comes first, then where most came in; the silent ones stay in sight at the end. */
function byNeed(places: ResponseTimes['children'], step: Step) {
  const found = places.map(({ place, steps }) => ({ place, row: rowOf(steps, step, 'all') }));
  return found.sort((a, b) => waited(b.row) - waited(a.row) || (b.row?.n ?? 0) - (a.row?.n ?? 0));
}

export function PlaceTable({ places, step, linkTo }: { places: ResponseTimes['children']; step: Step; linkTo(code: string): string }) {
  const said = timesWords();
  if (!places.length) return <p class="dim">{said.noPlaces}</p>;
  return (
    <Scroll label={said.places}>
      <table class="tbl">
        <caption class="vh">{said.places}</caption>
        <thead>
          <tr>
            <th scope="col">{said.place}</th>
            <th scope="col">{said.oldest}</th>
            <FigureHeads />
          </tr>
        </thead>
        <tbody>
          {byNeed(places, step).map(({ place, row }) => (
            <tr key={place.code}>
              <th scope="row">
                <a class="link" href={linkTo(place.code)}>
                  {place.name}
                </a>
              </th>
              <td>
                {row && (row.n > 0 || row.waiting > 0) ? (
                  <Oldest row={row} />
                ) : (
                  <span class="state old">
                    <Icon of={help} />
                    {said.silent}
                  </span>
                )}
              </td>
              <Figures row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
