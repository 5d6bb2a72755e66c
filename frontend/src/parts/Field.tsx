/** A labelled text field with hint and error. What can be skipped says so in the label; there are no asterisks. */
import type { ComponentChildren, InputHTMLAttributes, TargetedInputEvent, TextareaHTMLAttributes } from 'preact';

interface FieldProps {
  id: string;
  label: ComponentChildren;
  labelHidden?: boolean;
  hint?: ComponentChildren;
  error?: string | undefined;
  value: string;
  onInput(value: string): void;
  /** A text area of several lines instead of a line. */
  long?: boolean;
  type?: 'text' | 'tel' | 'email' | 'password' | 'search' | 'datetime-local' | 'time';
  inputMode?: 'text' | 'tel' | 'numeric' | 'email';
  /** "off" by default: nothing typed here may come back on a shared phone. */
  autoComplete?: string;
  maxLength?: number;
  placeholder?: string;
  class?: string;
}

export function Field({ id, label, labelHidden, hint, error, value, onInput, long, type = 'text', autoComplete = 'off', ...rest }: FieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-wrong`].filter(Boolean).join(' ');
  const { class: extra, inputMode, maxLength, placeholder } = rest;
  const shared = {
    id,
    class: 'input',
    value,
    spellcheck: false,
    autocomplete: autoComplete,
    placeholder,
    maxLength,
    inputMode,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? ('true' as const) : undefined,
    onInput: (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) => onInput(event.currentTarget.value),
  };
  return (
    <div class={extra ? `field ${extra}` : 'field'}>
      <label for={id} class={labelHidden ? 'vh' : undefined}>
        {label}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="wrong" id={`${id}-wrong`}>
          {error}
        </p>
      )}
      {long ? (
        <textarea {...(shared as TextareaHTMLAttributes)} />
      ) : (
        <input {...({ ...shared, type } as InputHTMLAttributes)} />
      )}
    </div>
  );
}
