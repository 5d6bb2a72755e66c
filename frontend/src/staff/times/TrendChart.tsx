/** Half and 9 in 10 over the weeks, against the standard. Labels stand at the ends of the lines. */
import { durationWords } from './Duration.tsx';
import { durationOf, spread, ticksTo, type Unit } from './figures.ts';
import { useWidth } from './measure.ts';
import { type Week, weekName } from './Trend.tsx';
import { timesWords } from './words.ts';

const HEIGHT = 256;
const LEFT = 36;
const RIGHT = 112;
const TOP = 28;
const FOOT = 26;
const SECONDS: Record<Unit, number> = { s: 1, min: 60, h: 3600, d: 86_400 };

interface Point {
  index: number;
  half: number;
  nine: number;
}

const points = (weeks: Week[]): Point[] =>
  weeks.flatMap(({ row }, index) => (row && row.p50_seconds !== null && row.p90_seconds !== null ? [{ index, half: row.p50_seconds, nine: row.p90_seconds }] : []));

export function TrendChart({ weeks }: { weeks: Week[] }) {
  const [box, width] = useWidth();
  const found = points(weeks);
  return (
    <div ref={box}>
      {found.length < 2 ? <p class="dim">{timesWords().trendNone}</p> : width > 0 && <Drawing weeks={weeks} found={found} width={width} />}
    </div>
  );
}

function Drawing({ weeks, found, width }: { weeks: Week[]; found: Point[]; width: number }) {
  const said = timesWords();
  const standard = weeks.find((week) => week.row?.standard_seconds)?.row?.standard_seconds ?? null;
  const most = Math.max(...found.map((point) => point.nine), standard ?? 0) * 1.08;
  const unit = durationOf(most)[1];
  const bottom = HEIGHT - FOOT;
  const x = (index: number) => LEFT + (index / (weeks.length - 1)) * (width - LEFT - RIGHT);
  const y = (seconds: number) => bottom - (seconds / most) * (bottom - TOP);
  const line = (value: 'half' | 'nine', list: Point[]) => list.map((point) => `${x(point.index).toFixed(1)},${y(point[value]).toFixed(1)}`).join(' ');
  const first = found[0];
  const last = found[found.length - 1];
  if (!first || !last) return null;
  const labels = spread([y(last.half), y(last.nine), ...(standard ? [y(standard)] : [])], 15);
  const end = x(weeks.length - 1);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing, not a file
    <svg class="graph" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={said.trendSays(durationWords(first.half), durationWords(last.half))}>
      {ticksTo(most / SECONDS[unit]).map((tick) => (
        <>
          <path class="grid" d={`M${LEFT} ${y(tick * SECONDS[unit]).toFixed(1)}H${end}`} />
          <text x={LEFT - 8} y={y(tick * SECONDS[unit]) + 4} text-anchor="end">
            {tick}
          </text>
        </>
      ))}
      <text x={LEFT - 8} y={12} text-anchor="end" class="unit">
        {said.unit[unit]}
      </text>
      <polygon class="band" points={`${line('half', found)} ${line('nine', [...found].reverse())}`} />
      {standard && <path class="std" d={`M${LEFT} ${y(standard).toFixed(1)}H${end}`} />}
      <polyline class="p90" points={line('nine', found)} />
      <polyline class="p50" points={line('half', found)} />
      <circle class="dot" cx={x(last.index)} cy={y(last.half)} r="4" />
      <text class="t-50" x={end + 10} y={(labels[0] ?? 0) + 4}>
        {said.halfShort} {durationWords(last.half)}
      </text>
      <text x={end + 10} y={(labels[1] ?? 0) + 4}>
        {said.nineShort} {durationWords(last.nine)}
      </text>
      {standard && (
        <text class="t-std" x={end + 10} y={(labels[2] ?? 0) + 4}>
          {said.standard} {durationWords(standard)}
        </text>
      )}
      {[0, Math.floor((weeks.length - 1) / 2), weeks.length - 1].map((index) => {
        const week = weeks[index];
        return (
          week && (
            <text key={index} x={x(index)} y={HEIGHT - 6} text-anchor={index === 0 ? 'start' : 'middle'}>
              {weekName(week)}
            </text>
          )
        );
      })}
    </svg>
  );
}
