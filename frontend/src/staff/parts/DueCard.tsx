/** The clock of one report, and its five lamps: arrived, taken, decided, told, seen. */
import type { Report, Stage } from '../../data/reports.ts';
import { clockOf, spanOf } from '../spans.ts';
import { isWorkingTime, momentOf } from '../state/content.ts';
import { now } from '../state/now.ts';
import { words } from '../words.ts';
import { clockWords, Wick } from './Clock.tsx';
import { digit } from './Urgency.tsx';

function Running({ report }: { report: Report }) {
  const { due, priority } = report;
  if (!due) return null;
  const state = clockOf(due, now.value);
  const [figure, rest] = words().due(due.step, state.span, state.tone === 'over');
  const standard = words().standard(due.standard_seconds ? spanOf(due.standard_seconds * 1000) : null, isWorkingTime(due.step, priority));
  return (
    <div>
      <p class="due-top">
        <b>{figure}</b> <span>{rest}</span>
        <time dateTime={due.at}>
          {standard} · {words().until(momentOf(due.at))}
        </time>
      </p>
      <Wick used={state.used} />
    </div>
  );
}

/** "by 22:04" today; on another day the day says enough, and the place is narrow. */
function byWhen(instant: string): string {
  const moment = momentOf(instant);
  return /^\d\d:\d\d$/.test(moment) ? words().by(moment) : moment;
}

function stageTime(stage: Stage, report: Report): string {
  if (stage.at) return momentOf(stage.at);
  const { due } = report;
  if (due?.step === stage.step) {
    const state = clockOf(due, now.value);
    return state.tone === 'over' ? clockWords(state) : byWhen(due.at);
  }
  if (stage.due_at) return byWhen(stage.due_at);
  return stage.standard_seconds ? words().span(spanOf(stage.standard_seconds * 1000)) : '';
}

export function DueCard({ report }: { report: Report }) {
  const { due } = report;
  const tone = due ? clockOf(due, now.value).tone : 'calm';
  return (
    <section class={`due ${tone}`} data-p={digit(report.priority)} aria-label={words().clock}>
      <Running report={report} />
      <ol class="stages" aria-label={words().stages}>
        {report.stages.map((stage) => {
          const live = !stage.at && due?.step === stage.step;
          return (
            <li key={stage.step} class={stage.at ? 'done' : live ? 'live' : undefined} aria-current={live ? 'step' : undefined}>
              <b>{words().step[stage.step]}</b>
              <span class="num">{stageTime(stage, report)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
