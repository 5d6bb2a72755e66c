/** Half and 9 in 10 of each urgency, measured in its own standard: minutes and days share one scale. Its twin is the table beside it. */
import { PRIORITIES, type Step } from '../../data/practice.ts';
import type { StepTimes } from '../../data/statistics.ts';
import { words } from '../words.ts';
import { durationWords } from './Duration.tsx';
import { rowOf } from './figures.ts';
import { useWidth } from './measure.ts';
import { timesWords } from './words.ts';

const ROW = 54;
const FOOT = 24;
const EDGE = 8;
/** Longer than twice the standard is cut off, and ends in an arrow. */
const MOST = 2;

type Drawn = StepTimes & { p50_seconds: number; p90_seconds: number; standard_seconds: number };

const drawable = (row: StepTimes | undefined): row is Drawn =>
  row !== undefined && row.n > 0 && row.p50_seconds !== null && row.p90_seconds !== null && Boolean(row.standard_seconds);

const nameOf = (row: Drawn) => (row.priority === 'all' ? timesWords().all : words().priority[row.priority]);

function Line({ row, y, x }: { row: Drawn; y: number; x(share: number): number }) {
  const half = row.p50_seconds / row.standard_seconds;
  const nine = row.p90_seconds / row.standard_seconds;
  return (
    <g class={nine > 1 ? 'late' : undefined}>
      <text x={x(0)} y={y - 12} class="note">
        {nameOf(row)}
      </text>
      <text x={x(MOST)} y={y - 12} text-anchor="end">
        <tspan class="t-50">{durationWords(row.p50_seconds)}</tspan>
        {' → '}
        <tspan class="t-90">{durationWords(row.p90_seconds)}</tspan>
      </text>
      <path class="rail" d={`M${x(0)} ${y}H${x(MOST)}`} />
      <path class="span" d={`M${x(half)} ${y}H${x(nine)}`} />
      <path class="tick" d={nine > MOST ? `M${x(MOST) - 6} ${y - 6}l6 6l-6 6` : `M${x(nine)} ${y - 6}v12`} />
      <circle class="dot" cx={x(half)} cy={y} r="5" />
    </g>
  );
}

function sentence(rows: Drawn[]): string {
  const said = timesWords();
  return said.chartSays(
    rows.map((row) => said.chartRow(nameOf(row), durationWords(row.p50_seconds), durationWords(row.p90_seconds), durationWords(row.standard_seconds))),
  );
}

export function StandardChart({ steps, step }: { steps: readonly StepTimes[]; step: Step }) {
  const [box, width] = useWidth();
  const said = timesWords();
  const rows = PRIORITIES.map((priority) => rowOf(steps, step, priority)).filter(drawable);
  const bottom = rows.length * ROW;
  const x = (share: number) => EDGE + (Math.min(share, MOST) / MOST) * (width - 2 * EDGE);
  return (
    <div ref={box}>
      {rows.length === 0 && <p class="dim">{said.chartEmpty}</p>}
      {rows.length > 0 && width > 0 && (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing, not a file
        <svg class="graph" width={width} height={bottom + FOOT} viewBox={`0 0 ${width} ${bottom + FOOT}`} role="img" aria-label={sentence(rows)}>
          {rows.map((row, index) => (
            <path key={row.priority} class="std" d={`M${x(1)} ${index * ROW + 28}v16`} />
          ))}
          {rows.map((row, index) => (
            <Line key={row.priority} row={row} x={x} y={index * ROW + 36} />
          ))}
          <text x={x(0)} y={bottom + 14}>
            0
          </text>
          <text x={x(1)} y={bottom + 14} text-anchor="middle" class="t-std">
            {said.standard}
          </text>
          <text x={x(MOST)} y={bottom + 14} text-anchor="end">
            {said.times(MOST)}
          </text>
        </svg>
      )}
      {rows.length > 0 && <p class="hint">{said.key}</p>}
    </div>
  );
}
