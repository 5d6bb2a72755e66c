/** The clock of one report, and its five lamps: arrived, taken, decided, told, seen. */
import type { Report, Stage } from '../../data/reports.ts';
import { clockOf, spanOf } from '../spans.ts';
import { momentOf, standardOf } from '../state/content.ts';
import { now } from '../state/now.ts';
import { words } from '../words.ts';
import { clockWords, Wick } from './Clock.tsx';
import { digit } from './Urgency.tsx';

function standardWords({ due, priority }: Report): string {
  const standard = due ? standardOf(due.step, priority) : undefined;
  if (standard?.working_days) return words().workingDays(standard.working_days);
  return words().standard(standard?.seconds ? spanOf(standard.seconds * 1000) : null);
}

function Running({ report }: { report: Report }) {
  const { due } = report;
  const state = clockOf(due, now.value);
  if (!due?.at || !state) return null;
  const [figure, rest] = words().due(due.step, state.span, state.tone === 'over');
  return (
    <div>
      <p class="due-top">
        <b>{figure}</b> <span>{rest}</span>
        <time dateTime={due.at}>
          {standardWords(report)} · {words().until(momentOf(due.at))}
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

function stageTime(stage: Stage, { due }: Report): string {
  if (stage.at) return momentOf(stage.at);
  const state = due?.step === stage.step ? clockOf(due, now.value) : null;
  if (state?.tone === 'over') return clockWords(state);
  return stage.due_at ? byWhen(stage.due_at) : '';
}

export function DueCard({ report }: { report: Report }) {
  const { due } = report;
  const tone = clockOf(due, now.value)?.tone ?? 'calm';
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
