/** The figures themselves: by urgency for one step, and by place. On a phone each row is a card. */
import type { ComponentChildren } from 'preact';
import { PRIORITIES, type Step } from '../../data/practice.ts';
import type { ResponseTimes, StepTimes } from '../../data/statistics.ts';
import { help, late } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Urgency } from '../parts/Urgency.tsx';
import { orDash } from './Duration.tsx';
import { isOldestLate, percent, rowOf } from './figures.ts';
import { timesWords } from './words.ts';

interface OldestProps {
  row: StepTimes | undefined;
  /** All rows of the place, by which "any urgency" knows its standard. */
  steps: readonly StepTimes[];
}

export function Oldest({ row, steps }: OldestProps) {
  if (!row || row.oldest_waiting_seconds === null) return <>{timesWords().none}</>;
  if (!isOldestLate(row, steps)) return <>{orDash(row.oldest_waiting_seconds)}</>;
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

/** Its name stands before the value where the heads of the columns are not shown. */
function Cell({ name, class: look, children }: { name: string; class?: string; children: ComponentChildren }) {
  return (
    <td class={look} data-name={name}>
      <span>{children}</span>
    </td>
  );
}

function Figures({ row }: { row: StepTimes | undefined }) {
  const said = timesWords();
  return (
    <>
      <Cell name={said.n} class="r">
        {row?.n ?? 0}
      </Cell>
      <Cell name={said.half} class="r">
        {orDash(row?.p50_seconds ?? null)}
      </Cell>
      <Cell name={said.nine} class="r">
        {orDash(row?.p90_seconds ?? null)}
      </Cell>
      <Cell name={said.inStandard}>
        <Share of={row?.share_within_standard ?? null} />
      </Cell>
    </>
  );
}

interface TableProps {
  title: string;
  /** What the rows are: urgencies, or places. */
  of: string;
  children: ComponentChildren;
}

function Table({ title, of: first, children }: TableProps) {
  const said = timesWords();
  return (
    <table class="tbl cards">
      <caption class="vh">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">{said.oldest}</th>
          <th scope="col" class="r">
            {said.n}
          </th>
          <th scope="col" class="r">
            {said.half}
          </th>
          <th scope="col" class="r">
            {said.nine}
          </th>
          <th scope="col">{said.inStandard}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function PriorityTable({ steps, step }: { steps: readonly StepTimes[]; step: Step }) {
  const said = timesWords();
  return (
    <Table title={said.table(said.step[step])} of={said.priority}>
      {(['all', ...PRIORITIES] as const).map((priority) => {
        const row = rowOf(steps, step, priority);
        return (
          <tr key={priority}>
            <th scope="row">{priority === 'all' ? said.all : <Urgency of={priority} />}</th>
            <Cell name={said.oldest}>
              <Oldest row={row} steps={steps} />
            </Cell>
            <Figures row={row} />
          </tr>
        );
      })}
    </Table>
  );
}

const waited = (row: StepTimes | undefined) => row?.oldest_waiting_seconds ?? -1;

/** Where somebody waits longest comes first, then where most came in; the silent ones stay in sight at the end. */
function byNeed(places: ResponseTimes['children'], step: Step) {
  const found = places.map(({ place, steps }) => ({ place, steps, row: rowOf(steps, step, 'all') }));
  return found.sort((a, b) => waited(b.row) - waited(a.row) || (b.row?.n ?? 0) - (a.row?.n ?? 0));
}

export function PlaceTable({ places, step, linkTo }: { places: ResponseTimes['children']; step: Step; linkTo(code: string): string }) {
  const said = timesWords();
  if (!places.length) return <p class="dim">{said.noPlaces}</p>;
  return (
    <Table title={said.places} of={said.place}>
      {byNeed(places, step).map(({ place, steps, row }) => {
        const isSilent = !row || (row.n === 0 && row.waiting === 0);
        return (
          <tr key={place.code} class={isSilent ? 'silent' : undefined}>
            <th scope="row">
              <a class="link" href={linkTo(place.code)}>
                {place.name}
              </a>
            </th>
            <Cell name={said.oldest}>
              {isSilent ? (
                <span class="state old">
                  <Icon of={help} />
                  {said.silent}
                </span>
              ) : (
                <Oldest row={row} steps={steps} />
              )}
            </Cell>
            <Figures row={row} />
          </tr>
        );
      })}
    </Table>
  );
}
