/** Twelve weeks of one step. Fetched only when somebody asks, a week at a time. */
import { useEffect, useState } from 'preact/hooks';
import type { Priority, Step } from '../../data/practice.ts';
import { responseTimes, type StepTimes } from '../../data/statistics.ts';
import { language } from '../../i18n/index.ts';
import { Act } from '../parts/Act.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { zone } from '../state/content.ts';
import { present } from '../state/now.ts';
import { asked, type Failure, failureOf } from '../state/session.ts';
import { dateOf, dayOf } from '../zone.ts';
import { orDash } from './Duration.tsx';
import { rowOf, weeksBefore } from './figures.ts';
import { TrendChart } from './TrendChart.tsx';
import { timesWords } from './words.ts';

export interface Week {
  from: string;
  row: StepTimes | undefined;
}

const WEEKS = 12;

interface TrendProps {
  place: string | undefined;
  step: Step;
  priority: Priority | 'all';
}

export const weekName = (week: Week) => dateOf(Date.parse(week.from), present(), 'UTC', language.value);

export function Trend({ place, step, priority }: TrendProps) {
  const said = timesWords();
  const [found, setFound] = useState<{ from: string; steps: StepTimes[] }[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    setFound(null);
    setFailure(null);
  }, [place]);
  const load = async () => {
    setFailure(null);
    const weeks: { from: string; steps: StepTimes[] }[] = [];
    try {
      for (const period of weeksBefore(dayOf(present(), zone()), WEEKS)) {
        weeks.push({ from: period.from, steps: (await asked(responseTimes(place, period))).steps });
      }
      setFound(weeks);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  if (failure) return <Trouble failure={failure} onAgain={() => void load()} />;
  if (!found) {
    return (
      <Act class="btn line" busy={said.trendGoing} onAct={load}>
        {said.trendGo}
      </Act>
    );
  }
  const weeks: Week[] = found.map(({ from, steps }) => ({ from, row: rowOf(steps, step, priority) }));
  return (
    <>
      <TrendChart weeks={weeks} />
      <details>
        <summary>{said.asTable}</summary>
        <table class="tbl">
          <thead>
            <tr>
              <th scope="col">{said.week}</th>
              <th scope="col" class="r">
                {said.n}
              </th>
              <th scope="col" class="r">
                {said.half}
              </th>
              <th scope="col" class="r">
                {said.nine}
              </th>
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.from}>
                <th scope="row">{weekName(week)}</th>
                <td class="r">{week.row?.n ?? 0}</td>
                <td class="r">{orDash(week.row?.p50_seconds ?? null)}</td>
                <td class="r">{orDash(week.row?.p90_seconds ?? null)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
