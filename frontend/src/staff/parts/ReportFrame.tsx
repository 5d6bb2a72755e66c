/** Fetches one report and stands around its two screens: reading it, and deciding about it. */
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Report } from '../../data/reports.ts';
import { Banner } from '../../parts/Banner.tsx';
import { info } from '../../parts/glyphs-form.tsx';
import { to } from '../routes.ts';
import { rows, seenAt, shown } from '../state/inbox.ts';
import { momentOf } from '../state/content.ts';
import { fetchReport, open, openReport } from '../state/report.ts';
import { words } from '../words.ts';
import { Frame } from './Frame.tsx';
import { Lamp } from './Lamp.tsx';
import { Pane } from './Rows.tsx';
import { Stale, Trouble, Waiting } from './Trouble.tsx';

interface ReportFrameProps {
  reference: string;
  actions(report: Report): ComponentChildren;
  children(report: Report): ComponentChildren;
}

function Gone({ title }: { title: string }) {
  return (
    <div class="empty">
      <Lamp light="dim" />
      <h1 class="say-big">{title}</h1>
      <p>{words().report.goneHint}</p>
      <p>
        <a class="btn line" href={to.inbox}>
          {words().report.toInbox}
        </a>
      </p>
    </div>
  );
}

export function ReportFrame({ reference, actions, children }: ReportFrameProps) {
  useEffect(() => void openReport(reference), [reference]);
  const current = open.value?.reference === reference ? open.value : null;
  const report = current?.report ?? null;
  const failure = current?.failure ?? null;
  const said = words().report;
  const inbox = rows.value?.length ? <Pane rows={shown.value} current={reference} /> : undefined;
  const gone = failure === 'gone' || failure === 'forbidden';
  return (
    <Frame title={reference} backTo={reference} pane={inbox} actions={report && !gone ? actions(report) : undefined}>
      {!report && !failure && <Waiting />}
      {gone && <Gone title={failure === 'forbidden' ? said.forbidden : said.gone} />}
      {failure && !gone && !report && <Trouble failure={failure} onAgain={() => void fetchReport(reference)} />}
      {failure && !gone && report && <Stale since={momentOf(seenAt.value)} />}
      {current?.changed && (
        <output>
          <Banner glyph={info}>
            <p>{said.noticed}</p>
          </Banner>
        </output>
      )}
      {report && !gone && children(report)}
    </Frame>
  );
}
