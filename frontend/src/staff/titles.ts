/** What a report is called: its first sentence, and what is known instead while there is none. */
import type { Report, Row } from '../data/reports.ts';
import { describeChild } from './facts.ts';
import { labelOf } from './state/content.ts';
import { words } from './words.ts';

/** A list does not tell whether there is danger; but nothing else is "now". */
type Titled = Pick<Row, 'excerpt' | 'concerns' | 'priority' | 'what_by'> & { danger_now?: string | null };

/** "Spoken" is said only of what was spoken. */
function withoutWords({ what_by: by, danger_now: danger, priority }: Titled): string {
  const said = words().inbox;
  if (danger === 'yes' || (danger === undefined && priority === 'P0')) return said.danger;
  return by === 'voice' ? said.spoken : said.noWords;
}

/** For a row: short. */
export function rowTitle(row: Titled): string {
  if (row.excerpt) return row.excerpt;
  const worries = row.concerns.map((code) => labelOf('concerns', code)).join(words().and);
  return [withoutWords(row), worries].filter(Boolean).join(words().colon);
}

/** More than this is no sentence any more; all the words stand right below. */
const LONGEST = 240;

/** For the page: the whole first sentence, or who and where, as far as it is known. In phrases between which a line may break. */
export function pageTitle(report: Report): string[] {
  const sentence = firstSentence(report.what);
  if (sentence) return [sentence];
  const known = [...report.children.map(describeChild), report.place?.name].filter((part): part is string => Boolean(part));
  const { colon, comma } = words();
  const phrases = [withoutWords(report), ...known];
  return phrases.map((phrase, index) => phrase + (index === phrases.length - 1 ? '' : (index === 0 ? colon : comma).trimEnd()));
}

/** Cut at the end of the first sentence, as rows are, but never in the middle of one that still fits a heading. */
export function firstSentence(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  const sentence = /^.*?(?:[。！？!?]|\.(?= )|$)/.exec(line)?.[0] ?? line;
  const shown = sentence.replace(/[。.]$/, '');
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST - 1)}…`;
}
