/** The frame of one question: errors first, where we are, the question, the one button. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { ErrorSummary, type Fault } from '../../parts/ErrorSummary.tsx';
import { Heading } from '../../parts/Heading.tsx';
import { isUrgent } from '../flow.ts';
import { first, form } from '../words.ts';

interface StepProps {
  /** Its number among the four questions; none for a page between them. */
  n?: number;
  title: readonly string[];
  lead?: string;
  /** What is missing or wrong at Continue; an empty list lets it through. */
  check?: () => Fault[];
  onContinue(): unknown;
  busy?: boolean;
  /** What was missing has been given: the errors go before the next Continue. */
  settled?: boolean;
  /** The page has its main button elsewhere. */
  ownButton?: boolean;
  children: ComponentChildren | ((errorOf: (field: string) => string | undefined) => ComponentChildren);
}

const QUESTIONS = 4;

export function Step({ n, title, lead, check, onContinue, busy, settled, ownButton, children }: StepProps) {
  const faults = useSignal<Fault[]>([]);
  const attempt = useSignal(0);
  const submit = (event: Event) => {
    event.preventDefault();
    if (busy) return;
    faults.value = check?.() ?? [];
    attempt.value += 1;
    markTitle(faults.value.length > 0);
    if (faults.value.length === 0) void onContinue();
  };
  const shownFaults = settled ? [] : faults.value;
  const errorOf = (field: string) => shownFaults.find((fault) => fault.field === field)?.message;
  return (
    <form class="flow" noValidate autocomplete="off" onSubmit={submit}>
      {shownFaults.length > 0 && <ErrorSummary title={form().errorTitle} faults={shownFaults} attempt={attempt.value} />}
      {n !== undefined && !isUrgent.value && <Progress n={n} />}
      <Heading phrases={title} />
      {lead && <p class="lead">{lead}</p>}
      {typeof children === 'function' ? children(errorOf) : children}
      {!ownButton && (
        <p class="go">
          <button type="submit" class="btn main tall wide" aria-disabled={busy ? 'true' : undefined}>
            {form().go}
          </button>
        </p>
      )}
    </form>
  );
}

function Progress({ n }: { n: number }) {
  return (
    <p class="step">
      <span>{form().step(n, QUESTIONS)}</span>
      {Array.from({ length: QUESTIONS }, (_, index) => (
        <i key={index} class={index < n ? 'on' : undefined} />
      ))}
    </p>
  );
}

/** A screen reader that has lost its place reads the title first. */
function markTitle(isWrong: boolean): void {
  document.title = isWrong ? first().errorTitle(first().name) : first().name;
}
