/** A labelled choice from a list, with hint and error like any field. */
interface SelectOption {
  value: string;
  label: string;
}

interface SelectFieldProps {
  id: string;
  label: string;
  labelHidden?: boolean;
  hint?: string;
  error?: string | undefined;
  value: string;
  options: readonly SelectOption[];
  onPick(value: string): void;
  class?: string;
}

export function SelectField({ id, label, labelHidden, hint, error, value, options, onPick, class: extra }: SelectFieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-wrong`].filter(Boolean).join(' ');
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
      <select
        id={id}
        class="input"
        autocomplete="off"
        value={value}
        aria-describedby={described || undefined}
        aria-invalid={error ? 'true' : undefined}
        onChange={(event) => onPick(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
