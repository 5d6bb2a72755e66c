/** One report. The clock first, then the words, then what to do; the inbox stays beside it on a wide screen. */
import { useEffect, useState } from 'preact/hooks';
import type { Acknowledgement } from '../../data/alerts.ts';
import type { Report, Stage } from '../../data/reports.ts';
import { phone } from '../../parts/glyphs.tsx';
import { check, copy, eye, pen } from '../../parts/glyphs-form.tsx';
import { filesWords } from '../files/words.ts';
import { bell, link } from '../../parts/glyphs-staff.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { NotYours } from '../alert/NotYours.tsx';
import { useTaking } from '../alert/taking.ts';
import { Act } from '../parts/Act.tsx';
import { ByChild } from '../parts/ByChild.tsx';
import { DueCard } from '../parts/DueCard.tsx';
import { Guard } from '../parts/Guard.tsx';
import { later } from '../parts/later.tsx';
import type { Told } from '../parts/MilestoneDialog.tsx';
import { MilestonePanel, NotedNotice } from '../parts/MilestonePanel.tsx';
import { DecisionPanel, EventsPanel, Head, WhyPanel } from '../parts/Panels.tsx';
import { AdditionsPanel, KnownPanel, WordsPanel } from '../parts/Reported.tsx';
import { ReportFrame } from '../parts/ReportFrame.tsx';
import { to } from '../routes.ts';
import { emergencyNumber, fullMomentOf, momentOf } from '../state/content.ts';
import { now } from '../state/now.ts';
import { fetchReport, open, stepAside } from '../state/report.ts';
import { refresh } from '../state/inbox.ts';
import { go } from '../state/router.ts';
import { isSupervisor, me } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { threadWords } from '../thread/words.ts';
import { words } from '../words.ts';

type Asking = 'disclose' | 'recuse' | 'words' | { step: Told; noted?: Stage | undefined } | null;

/** What the two sides write to each other comes after the clock and the words. */
const Thread = later(async () => (await Promise.all([import('../thread/Thread.tsx'), threadWords.load()]))[0].Thread);
const WordCheck = later(async () => (await Promise.all([import('../thread/WordCheck.tsx'), threadWords.load()]))[0].WordCheck);

const dialogs = () => import('../parts/dialogs.ts');
const DiscloseDialog = later(async () => (await dialogs()).DiscloseDialog);
const MilestoneDialog = later(async () => (await dialogs()).MilestoneDialog);
const ReasonDialog = later(async () => (await dialogs()).ReasonDialog);
const FilesPanel = later(async () => (await Promise.all([import('../files/FilesPanel.tsx'), filesWords.load()]))[0].FilesPanel);

/** The one main action: take it, then decide, then what is due next. */
function mainAction(report: Report): 'take' | 'decide' | Told | null {
  const { alert, state, may, due, stages } = report;
  if (alert?.state === 'triggered' && may.acknowledge) return 'take';
  if ((state === 'new' || state === 'opened') && may.screen) return 'decide';
  if (state !== 'decided' || !may.report_milestone) return null;
  if (due?.step === 'agency_told' || due?.step === 'child_seen') return due.step;
  const next = stages.find((stage) => !stage.at && (stage.step === 'agency_told' || stage.step === 'child_seen'));
  return (next?.step as Told | undefined) ?? null;
}

function useTakingOf({ reference }: Report) {
  const learn = () => Promise.all([fetchReport(reference), refresh()]);
  const onAnswer = ({ by_me: mine, acknowledged_by: by, acknowledged_at: at }: Acknowledgement, waited: boolean) => {
    if (!mine && by && at) say(words().alert.faster(by.name, momentOf(at)));
    else if (waited) say(words().alert.nowYours);
    void learn();
  };
  return useTaking({ onAnswer, onRefused: () => false });
}

function Actions({ report, onAsk }: { report: Report; onAsk(asking: Asking): void }) {
  const said = words().report;
  const action = mainAction(report);
  const { taking, press, giveUp } = useTakingOf(report);
  return (
    <section class="acts" aria-label={said.tools}>
      {action === 'take' && report.alert && (
        <>
          <NotYours taking={taking} onGiveUp={giveUp} />
          <Act class="btn main" glyph={check} busy={words().alert.taking} onAct={() => press({ id: report.alert?.id ?? '' })}>
            {taking === 'waiting' ? words().alert.tryNow : said.take}
          </Act>
        </>
      )}
      {action === 'decide' && (
        <a class="btn main" href={to.screening(report.reference)}>
          <Icon of={pen} />
          {said.decide}
        </a>
      )}
      {(action === 'agency_told' || action === 'child_seen') && (
        <button type="button" class="btn main" onClick={() => onAsk({ step: action })}>
          <Icon of={check} />
          {words().milestone[action]}
        </button>
      )}
      <a class="btn line" href={`tel:${emergencyNumber()}`}>
        <Icon of={phone} />
        {emergencyNumber()}
      </a>
    </section>
  );
}

const isMine = ({ alert }: Report) => alert?.state === 'acknowledged' && alert.acknowledged_by?.id === me.value?.id;

function Tools({ report, onAsk }: { report: Report; onAsk(asking: Asking): void }) {
  const said = words().report;
  const copyReference = () => navigator.clipboard?.writeText(report.reference).then(() => say(said.copied), () => undefined);
  return (
    <div class="tools no-print after-s">
      {report.alert && (report.alert.state === 'closed' ? isSupervisor() : report.may.acknowledge) && (
        <a class="tool" href={to.alert(report.alert.id)}>
          <Icon of={bell} />
          {report.alert.state === 'closed' ? said.whoWasTold : isMine(report) ? said.handBackOrMore : said.callMore}
        </a>
      )}
      {report.may.screen && (
        <button type="button" class="tool" onClick={() => onAsk('words')}>
          <Icon of={eye} />
          {said.checkWords}
        </button>
      )}
      {report.may.recuse && (
        <button type="button" class="tool" onClick={() => onAsk('recuse')}>
          <Icon of={link} />
          {words().recuse.open}
        </button>
      )}
      <button type="button" class="tool" onClick={() => void copyReference()}>
        <Icon of={copy} />
        {said.copy}
      </button>
      <button type="button" class="tool" onClick={() => print()}>
        {said.print}
      </button>
    </div>
  );
}

async function recuseFrom(reference: string, reason: string): Promise<void> {
  await stepAside(reference, reason);
  go(to.inbox, { replace: true });
  say(words().recuse.done);
}

function Body({ report, asking, onAsk }: { report: Report; asking: Asking; onAsk(asking: Asking): void }) {
  const close = () => onAsk(null);
  const { may, reporter, reference } = report;
  const mayDisclose = may.disclose && reporter.has_identity;
  // What nobody has read comes right after the words; else it waits below what is known.
  const thread = (
    <Guard key="thread">
      <Thread report={report} />
    </Guard>
  );
  return (
    <>
      <p class="print-head">
        {reference} · {words().report.printHead(fullMomentOf(now.value), me.value?.name ?? '')}
      </p>
      <Guard>
        <NotedNotice report={report} />
      </Guard>
      <Guard>
        <ByChild report={report} />
      </Guard>
      <Guard>
        <DueCard report={report} />
      </Guard>
      <Guard>
        <Head report={report} />
      </Guard>
      <div class="split">
        <div class="stack">
          <Guard>
            <WordsPanel report={report} />
          </Guard>
          {report.attachments.length > 0 && (
            <Guard>
              <FilesPanel reference={reference} attachments={report.attachments} />
            </Guard>
          )}
          {report.unread > 0 && thread}
          <Guard>
            <AdditionsPanel report={report} />
          </Guard>
          <Guard>
            <KnownPanel report={report} onDisclose={mayDisclose ? () => onAsk('disclose') : undefined} />
          </Guard>
          {report.unread === 0 && thread}
        </div>
        <div class="stack">
          <Guard>
            <DecisionPanel report={report} decisions={open.value?.decisions ?? []} />
          </Guard>
          <Guard>
            <MilestonePanel report={report} onNote={(step, noted) => onAsk({ step, noted })} />
          </Guard>
          <Guard>
            <WhyPanel report={report} />
          </Guard>
          <Guard>
            <EventsPanel report={report} />
          </Guard>
        </div>
      </div>
      <Tools report={report} onAsk={onAsk} />
      {asking === 'disclose' && <DiscloseDialog reference={reference} onClose={close} />}
      {asking === 'words' && <WordCheck reference={reference} onClose={close} />}
      {asking === 'recuse' && <ReasonDialog said={words().recuse} tone="stop" onClose={close} onReason={(reason) => recuseFrom(reference, reason)} />}
      {asking !== null && typeof asking === 'object' && <MilestoneDialog report={report} {...asking} onClose={close} />}
    </>
  );
}

export function ReportScreen({ reference }: { reference: string }) {
  const [asking, setAsking] = useState<Asking>(null);
  useEffect(() => setAsking(null), [reference]);
  useEffect(() => void dialogs().catch(() => undefined), []); // Then tried again when one is asked for.
  return (
    <ReportFrame reference={reference} actions={(report) => <Actions report={report} onAsk={setAsking} />}>
      {(report) => <Body report={report} asking={asking} onAsk={setAsking} />}
    </ReportFrame>
  );
}
