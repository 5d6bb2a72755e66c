/** Short answers side by side. Native inputs; the chosen one has a mark, a border and weight, not a tint alone. */
import type { ComponentChildren } from 'preact';

interface PillsProps {
  type: 'radio' | 'checkbox';
  name: string;
  legend: ComponentChildren;
  options: readonly { value: string; label: string }[];
  values: readonly string[];
  onChange(values: string[]): void;
  /** All of one width in a row, for yes, no and don't know. */
  even?: boolean;
  class?: string;
  id?: string;
}

export function Pills({ type, name, legend, options, values, onChange, even, class: extra, id }: PillsProps) {
  const pick = (value: string, on: boolean) => {
    if (type === 'radio') onChange([value]);
    else onChange(options.map((option) => option.value).filter((each) => (each === value ? on : values.includes(each))));
  };
  return (
    <fieldset class={extra}>
      <legend>{legend}</legend>
      <div class={even ? 'pills even3' : 'pills'}>
        {options.map(({ value, label }, index) => (
          <label key={value} class="pill">
            <input
              id={index === 0 ? id : undefined}
              type={type}
              name={name}
              value={value}
              checked={values.includes(value)}
              autocomplete="off"
              onChange={(event) => pick(value, event.currentTarget.checked)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
