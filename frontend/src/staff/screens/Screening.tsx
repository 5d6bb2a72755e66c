/** Deciding about a report. What is half-written survives polls, errors and a new sign-in, in memory only. */
import { type Signal, signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../../data/client.ts';
import type { Report } from '../../data/reports.ts';
import { Banner } from '../../parts/Banner.tsx';
import { ErrorSummary, type Fault } from '../../parts/ErrorSummary.tsx';
import { late } from '../../parts/glyphs-form.tsx';
import { ByChild } from '../parts/ByChild.tsx';
import { DecisionForm } from '../parts/DecisionForm.tsx';
import { DueCard } from '../parts/DueCard.tsx';
import { Guard } from '../parts/Guard.tsx';
import { Head, WhyPanel } from '../parts/Panels.tsx';
import { WordsPanel } from '../parts/Reported.tsx';
import { ReportFrame } from '../parts/ReportFrame.tsx';
import { failureWords } from '../parts/Trouble.tsx';
import { to } from '../routes.ts';
import { asksAboutFamily, type Missing, missingIn, missingOfFamily } from '../screening_rules.ts';
import { screeningWords } from '../screening_words.ts';
import { dispositionOf, learnContent } from '../state/content.ts';
import { type Draft, draftOf } from '../state/drafts.ts';
import { fetchReport, open, sendDecision } from '../state/report.ts';
import { go } from '../state/router.ts';
import { failureOf, session } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';

const FORM = 'decision';
/** The button stands outside the form, in the bar at the bottom. */
const working = signal(false);

function faultFor(missing: Missing): Fault {
  const said = screeningWords();
  switch (missing) {
    case 'track':
      return { field: 'track', message: said.needTrack };
    case 'supervisor':
      return { field: 'priority', message: said.supervisorNeeded };
    case 'family':
      return { field: 'family_contact', message: said.needFamily };
    case 'reason_family':
      return { field: 'reason', message: said.needReasonFamily };
    case 'disposition':
      return { field: 'disposition', message: said.needDisposition };
    case 'reason_lower':
      return { field: 'reason', message: said.needReason };
    case 'reason_end':
      return { field: 'reason', message: said.needReasonEnd };
  }
}

/** A refusal by the server: about one field, or about the whole. */
type Refusal = { faults: Fault[] } | { title: string; text: string };

function refusalOf(error: unknown): Refusal {
  const said = screeningWords();
  if (error instanceof ApiError) {
    if (error.status === 412) return { title: said.changed, text: said.changedHint };
    if (error.code === 'supervisor_required') return { title: said.supervisorRequired, text: said.supervisorRequiredHint };
    const faults = error.errors.map(({ pointer, message }) => ({ field: pointer.split('/')[1] ?? 'reason', message: message || said.needReason }));
    if (error.status === 422 && faults.length) return { faults };
    if (error.status === 422) return { faults: [{ field: 'reason', message: said.needReason }] };
  }
  return { title: words().loadFailed, text: failureWords(failureOf(error)) };
}

function useDecision(report: Report, draft: Signal<Draft>) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [attempt, setAttempt] = useState(0);
  const refuse = (found: Refusal) => {
    setRefusal(found);
    setAttempt((count) => count + 1);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (working.peek()) return;
    const { track, priority, disposition, reason, familyContact } = draft.peek();
    const chosen = dispositionOf(disposition ?? '');
    const asks = asksAboutFamily(report.child_reports, chosen);
    const missing = [...missingIn(report.priority, draft.peek(), chosen?.group, report.may.lower_priority), ...(asks ? missingOfFamily(draft.peek()) : [])];
    if (missing.length || !track || !disposition) return refuse({ faults: missing.map(faultFor) });
    working.value = true;
    try {
      await sendDecision(report.reference, { track, priority, disposition, reason: reason.trim(), ...(asks ? { family_contact: familyContact } : {}) });
      say(screeningWords().done);
      go(to.report(report.reference), { replace: true });
    } catch (error) {
      if (session.peek().state !== 'in') return; // The sign-in stands in front now; the draft waits behind it.
      if (error instanceof ApiError && error.status === 412) void fetchReport(report.reference);
      refuse(refusalOf(error));
    } finally {
      working.value = false;
    }
  };
  return { refusal, attempt, submit };
}

function Refused({ refusal, attempt }: { refusal: Refusal; attempt: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [attempt]);
  if ('faults' in refusal) return <ErrorSummary title={screeningWords().faults} faults={refusal.faults} attempt={attempt} />;
  return (
    <div ref={box} tabIndex={-1}>
      <Banner glyph={late} tone="bad" role="alert" title={refusal.title}>
        <p>{refusal.text}</p>
      </Banner>
    </div>
  );
}

function Deciding({ report }: { report: Report }) {
  const draft = draftOf(report, open.value?.decisions[0]);
  const { refusal, attempt, submit } = useDecision(report, draft);
  const faults = refusal && 'faults' in refusal ? refusal.faults : [];
  const errors = Object.fromEntries(faults.map(({ field, message }) => [field, message]));
  useEffect(() => void learnContent(), []);
  useEffect(() => {
    if (faults.length) document.title = words().errorTitle(document.title);
  }, [attempt]);
  return (
    <>
      {refusal && <Refused refusal={refusal} attempt={attempt} />}
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
        <form class="stack" id={FORM} noValidate onSubmit={(event) => void submit(event)}>
          <DecisionForm report={report} draft={draft} errors={errors} />
        </form>
        <div class="stack">
          <Guard>
            <WhyPanel report={report} />
          </Guard>
          <Guard>
            <WordsPanel report={report} />
          </Guard>
        </div>
      </div>
    </>
  );
}

function Actions({ report }: { report: Report }) {
  const said = screeningWords();
  return (
    <section class="acts" aria-label={said.title}>
      <button type="submit" form={FORM} class="btn main" aria-disabled={working.value}>
        {working.value ? said.going : said.go}
      </button>
      <a class="btn line" href={to.report(report.reference)}>
        {said.later}
      </a>
    </section>
  );
}

export function ScreeningScreen({ reference }: { reference: string }) {
  return (
    <ReportFrame reference={reference} actions={(report) => <Actions report={report} />}>
      {(report) => <Deciding report={report} />}
    </ReportFrame>
  );
}
