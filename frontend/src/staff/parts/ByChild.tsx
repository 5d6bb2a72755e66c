/** Stands above everything else of a report that a child makes for themself: what nobody may do before it is decided. */
import type { Report } from '../../data/reports.ts';
import { Banner } from '../../parts/Banner.tsx';
import { late } from '../../parts/glyphs-form.tsx';
import { words } from '../words.ts';

export function ByChild({ report }: { report: Report }) {
  if (!report.child_reports) return null;
  const said = words().report;
  const { may_talk_to: trusted, must_not_know: hidden } = report.reporter;
  return (
    <Banner glyph={late} tone="bad" title={said.byChild}>
      <p>{said.byChildRule}</p>
      {hidden && (
        <p>
          <b>{said.mustNotKnow}</b> {hidden}
        </p>
      )}
      {trusted && (
        <p>
          <b>{said.mayTalkTo}</b> {trusted}
        </p>
      )}
    </Banner>
  );
}
