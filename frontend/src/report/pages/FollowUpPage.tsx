/** How a report goes, for whoever holds its receipt; and room to add something. The receipt is kept nowhere. */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiError } from '../../data/client.ts';
import { type FollowUp, followUp } from '../../data/follow_up.ts';
import { normaliseReceipt, receiptFault, writtenReceipt } from '../../lib/receipt.ts';
import { ErrorSummary } from '../../parts/ErrorSummary.tsx';
import { Field } from '../../parts/Field.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { receipt as ownReceipt } from '../sending.ts';
import { form, pages } from '../words.ts';
import { Progress } from './Progress.tsx';

const ASK_AGAIN_MS = 60_000;

interface Found {
  receipt: string;
  report: FollowUp;
}

export function FollowUpPage() {
  const found = useSignal<Found | undefined>(undefined);
  const asking = useSignal<() => void>(() => undefined);
  useEffect(() => keepCurrent(found, asking), []);
  return found.value ? <Progress {...found.value} onWritten={() => asking.peek()()} /> : <Ask onFound={(receipt, report) => void (found.value = { receipt, report })} />;
}

/** Ask again each minute and at every return to the page, so that news, and a promise not kept, show by themselves. */
function keepCurrent(found: Signal<Found | undefined>, asking: Signal<() => void>): () => void {
  const ask = async () => {
    const receipt = found.peek()?.receipt;
    if (!receipt || document.visibilityState !== 'visible') return;
    const report = await followUp(receipt).catch(() => undefined); // What was read stays readable without a network.
    if (report) found.value = { receipt, report };
  };
  asking.value = () => void ask();
  const timer = setInterval(() => void ask(), ASK_AGAIN_MS);
  const onReturn = () => void ask();
  document.addEventListener('visibilitychange', onReturn);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onReturn);
  };
}

function Ask({ onFound }: { onFound(receipt: string, report: FollowUp): void }) {
  const t = pages().followUp;
  const typed = useSignal(writtenReceipt(ownReceipt.peek()));
  const fault = useSignal('');
  const attempt = useSignal(0);
  const busy = useSignal(false);
  const open = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    const receipt = normaliseReceipt(typed.value);
    const wrong = receiptFault(receipt);
    fault.value = wrong ? t.fault[wrong] : '';
    attempt.value += 1;
    if (wrong) return;
    busy.value = true;
    try {
      const report = await followUp(receipt);
      onFound(receipt, report);
    } catch (error) {
      fault.value = error instanceof ApiError ? ({ 404: t.missing, 429: t.slow }[error.status] ?? t.unreachable) : t.unreachable;
    }
    busy.value = false;
  };
  return (
    <form class="flow" noValidate autocomplete="off" onSubmit={(event) => void open(event)}>
      {fault.value && <Faults message={fault.value} attempt={attempt.value} />}
      <Heading phrases={t.title} />
      <p class="lead">{t.lead}</p>
      <Field
        id="receipt"
        class="coded"
        label={t.receipt}
        value={typed.value}
        maxLength={40}
        error={fault.value || undefined}
        onInput={(value) => void (typed.value = value)}
      />
      <p class="go">
        <button type="submit" class="btn main tall wide" aria-disabled={busy.value ? 'true' : undefined}>
          {busy.value ? t.opening : t.open}
        </button>
      </p>
    </form>
  );
}

function Faults({ message, attempt }: { message: string; attempt: number }) {
  return <ErrorSummary title={form().errorTitle} faults={[{ field: 'receipt', message }]} attempt={attempt} />;
}
