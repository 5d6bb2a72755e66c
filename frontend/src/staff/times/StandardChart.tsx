/** Half and 9 in 10 of each urgency, measured in its own standard: minutes and days share one scale. Its twin is the table beside it. */
import { PRIORITIES, type Step } from '../../data/practice.ts';
import type { StepTimes } from '../../data/statistics.ts';
import { words } from '../words.ts';
import { rowOf } from './figures.ts';
import { useWidth } from './measure.ts';
import { durationWords } from './Duration.tsx';
import { timesWords } from './words.ts';

const LEFT = 104;
const RIGHT = 92;
const ROW = 46;
const TOP = 12;
const FOOT = 26;
/** Longer than twice the standard is cut off, and says so. */
const MOST = 2;

type Drawn = StepTimes & { p50_seconds: number; p90_seconds: number; standard_seconds: number };

const drawable = (row: StepTimes | undefined): row is Drawn =>
  row !== undefined && row.n > 0 && row.p50_seconds !== null && row.p90_seconds !== null && Boolean(row.standard_seconds);

function Line({ row, y, x }: { row: Drawn; y: number; x(share: number): number }) {
  const half = row.p50_seconds / row.standard_seconds;
  const nine = row.p90_seconds / row.standard_seconds;
  const name = row.priority === 'all' ? timesWords().all : words().priority[row.priority];
  return (
    <g class={nine > 1 ? 'late' : undefined}>
      <text x={LEFT - 12} y={y + 4} text-anchor="end" class="note">
        {name}
      </text>
      <path class="rail" d={`M${x(0)} ${y}H${x(MOST)}`} />
      <path class="span" d={`M${x(half)} ${y}H${x(nine)}`} />
      <path class="tick" d={nine > MOST ? `M${x(MOST) - 6} ${y - 6}l6 6l-6 6` : `M${x(nine)} ${y - 7}v14`} />
      <circle class="dot" cx={x(half)} cy={y} r="5" />
      <text x={x(MOST) + 10} y={y - 2} class="t-50">
        {durationWords(row.p50_seconds)}
      </text>
      <text x={x(MOST) + 10} y={y + 13}>
        {durationWords(row.p90_seconds)}
      </text>
    </g>
  );
}

export function StandardChart({ steps, step }: { steps: readonly StepTimes[]; step: Step }) {
  const [box, width] = useWidth();
  const said = timesWords();
  const rows = PRIORITIES.map((priority) => rowOf(steps, step, priority)).filter(drawable);
  const bottom = TOP + rows.length * ROW;
  const x = (share: number) => LEFT + (Math.min(share, MOST) / MOST) * Math.max(60, width - LEFT - RIGHT);
  const sentence = said.chartSays(
    rows.map((row) =>
      said.chartRow(row.priority === 'all' ? said.all : words().priority[row.priority], durationWords(row.p50_seconds), durationWords(row.p90_seconds), durationWords(row.standard_seconds)),
    ),
  );
  return (
    <div ref={box}>
      {rows.length === 0 && <p class="dim">{said.chartEmpty}</p>}
      {rows.length > 0 && width > 0 && (
        <svg class="graph" width={width} height={bottom + FOOT} viewBox={`0 0 ${width} ${bottom + FOOT}`} role="img" aria-label={sentence}>
          <path class="std" d={`M${x(1)} ${TOP - 4}V${bottom}`} />
          {rows.map((row, index) => (
            <Line key={row.priority} row={row} x={x} y={TOP + index * ROW + ROW / 2 - 4} />
          ))}
          <text x={x(0)} y={bottom + 16}>
            0
          </text>
          <text x={x(1)} y={bottom + 16} text-anchor="middle" class="t-std">
            {said.standard}
          </text>
          <text x={x(MOST)} y={bottom + 16} text-anchor="end">
            {said.times(MOST)}
          </text>
        </svg>
      )}
      {rows.length > 0 && <p class="hint">{said.key}</p>}
    </div>
  );
}
