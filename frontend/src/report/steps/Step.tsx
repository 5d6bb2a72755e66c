/** The frame of one question: errors first, where we are, the question, the one button. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { ErrorSummary, type Fault } from '../../parts/ErrorSummary.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { answers } from '../answers.ts';
import { go, isUrgent, screen, stepOf } from '../flow.ts';
import { first, form } from '../words.ts';
import { AlertNews } from './AlertNews.tsx';

interface StepProps {
  title: readonly string[];
  lead?: string;
  /** What is missing or wrong; an empty list lets Continue through. What is mended is named no longer. */
  check?: () => Fault[];
  onContinue(): unknown;
  busy?: boolean;
  /** The page has its main button elsewhere. */
  ownButton?: boolean;
  children: ComponentChildren | ((errorOf: (field: string) => string | undefined) => ComponentChildren);
}

export function Step({ title, lead, check, onContinue, busy, ownButton, children }: StepProps) {
  /** The fields that the last Continue named. */
  const named = useSignal<string[]>([]);
  const attempt = useSignal(0);
  const faults = check?.() ?? [];
  const submit = (event: Event) => {
    event.preventDefault();
    if (busy) return;
    named.value = faults.map(({ field }) => field);
    attempt.value += 1;
    if (faults.length === 0) void onContinue();
  };
  const shownFaults = faults.filter(({ field }) => named.value.includes(field));
  const isWrong = shownFaults.length > 0;
  useEffect(() => {
    markTitle(isWrong);
    if (!isWrong) named.value = []; // Empty again while writing is no reason to be told again.
  }, [isWrong]);
  const errorOf = (field: string) => shownFaults.find((fault) => fault.field === field)?.message;
  return (
    <form class="flow" noValidate autocomplete="off" onSubmit={submit}>
      {isWrong && <ErrorSummary title={form().errorTitle} faults={shownFaults} attempt={attempt.value} />}
      <Progress />
      <Heading phrases={title} />
      {lead && <p class="lead">{lead}</p>}
      {isUrgent.value && <AlertNews />}
      {typeof children === 'function' ? children(errorOf) : children}
      {!ownButton && (
        <p class="go">
          <button type="submit" class="btn main tall wide" aria-disabled={busy ? 'true' : undefined}>
            {form().go}
          </button>
        </p>
      )}
      {!isUrgent.value && answers.value.what && (
        <p>
          <button type="button" class="textbtn" onClick={() => void go('draft')}>
            {form().later}
          </button>
        </p>
      )}
    </form>
  );
}

/** Where we are among the steps. In danger nobody counts. */
export function Progress() {
  if (isUrgent.value) return null;
  const { n, of } = stepOf(screen.value);
  return (
    <p class="step">
      <span>{form().step(n, of)}</span>
      {Array.from({ length: of }, (_, index) => (
        <i key={index} class={index < n ? 'on' : undefined} />
      ))}
    </p>
  );
}

/** A screen reader that has lost its place reads the title first. */
function markTitle(isWrong: boolean): void {
  document.title = isWrong ? first().errorTitle(first().name) : first().name;
}
