/** The figures of the page as a table that a spreadsheet opens. Figures only: nothing of any report is in it. Pure. */
import type { ResponseTimes, StepTimes } from '../../data/statistics.ts';

export interface CsvWords {
  heads: readonly string[];
  step(row: StepTimes): string;
  priority(row: StepTimes): string;
}

type Cell = string | number | null;

/** Quoted where it has to be; what a spreadsheet would take for a formula is made plain text. */
function cell(value: Cell): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line for each step and urgency of the place, then for each step of each place below. Begins with the mark by which spreadsheets know UTF-8. */
export function csvOf(found: ResponseTimes, words: CsvWords): string {
  const line = (code: string, name: string, row: StepTimes): Cell[] => [
    code,
    name,
    found.from,
    found.to,
    words.step(row),
    words.priority(row),
    row.n,
    row.p50_seconds,
    row.p90_seconds,
    row.standard_seconds,
    row.share_within_standard,
    row.waiting,
    row.oldest_waiting_seconds,
  ];
  const own = found.steps.map((row) => line(found.place.code, found.place.path_name, row));
  const below = found.children.flatMap(({ place, steps }) => steps.map((row) => line(place.code, place.name, row)));
  return `\ufeff${[[...words.heads], ...own, ...below].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

export const csvName = ({ place, from, to }: ResponseTimes) => `response-times_${place.code || 'all'}_${from}_${to}.csv`;
