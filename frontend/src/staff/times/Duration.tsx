/** A duration in words, and as a large figure with a small unit. */
import { durationOf } from './figures.ts';
import { timesWords } from './words.ts';

export function durationWords(seconds: number): string {
  const [figure, unit] = durationOf(seconds);
  return `${figure} ${timesWords().unit[unit]}`;
}

export const orDash = (seconds: number | null) => (seconds === null ? '–' : durationWords(seconds));

export function BigDuration({ seconds }: { seconds: number | null }) {
  if (seconds === null) return <b>–</b>;
  const [figure, unit] = durationOf(seconds);
  return (
    <>
      <b>{figure}</b>
      {timesWords().unit[unit]}
    </>
  );
}
