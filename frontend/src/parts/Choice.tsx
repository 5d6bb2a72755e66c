/** Radio and checkbox cards. Native inputs, so keys and screen readers work as people know them. */
import type { ComponentChildren } from 'preact';

export interface Option {
  value: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
}

interface ChoiceProps {
  type: 'radio' | 'checkbox';
  name: string;
  option: Option;
  checked: boolean;
  onPick(value: string, checked: boolean): void;
  id?: string | undefined;
}

export function Choice({ type, name, option, checked, onPick, id }: ChoiceProps) {
  return (
    <label class="choice">
      <input
        id={id}
        type={type}
        name={name}
        value={option.value}
        checked={checked}
        autocomplete="off"
        onChange={(event) => onPick(option.value, event.currentTarget.checked)}
      />
      <span class="face">
        {option.label}
        {option.hint && <small>{option.hint}</small>}
      </span>
    </label>
  );
}

interface RadiosProps {
  name: string;
  legend: ComponentChildren;
  /** The legend is read out but not drawn when the page heading already asks the question. */
  legendHidden?: boolean;
  options: Option[];
  value: string | undefined;
  onPick(value: string): void;
  /** What stands under a chosen option, e.g. the call buttons under "yes, in danger". */
  under?: (value: string) => ComponentChildren;
  error?: string | undefined;
  class?: string;
}

/** One question, one answer. The first input carries the id `name`, so an error summary can link to it. */
export function Radios({ name, legend, legendHidden, options, value, onPick, under, error, class: extra }: RadiosProps) {
  return (
    <fieldset class={extra} aria-describedby={error ? `${name}-wrong` : undefined}>
      <legend class={legendHidden ? 'vh' : undefined}>{legend}</legend>
      {error && (
        <p class="wrong" id={`${name}-wrong`}>
          {error}
        </p>
      )}
      <div class="choices">
        {options.map((option, index) => (
          <>
            <Choice
              key={option.value}
              type="radio"
              name={name}
              id={index === 0 ? name : undefined}
              option={option}
              checked={value === option.value}
              onPick={onPick}
            />
            {value === option.value && under?.(option.value)}
          </>
        ))}
      </div>
    </fieldset>
  );
}

interface CheckboxesProps {
  name: string;
  legend: ComponentChildren;
  legendHidden?: boolean;
  options: Option[];
  values: readonly string[];
  onChange(values: string[]): void;
  class?: string;
}

/** One question, any number of answers, kept in the order of the options. */
export function Checkboxes({ name, legend, legendHidden, options, values, onChange, class: extra }: CheckboxesProps) {
  const flip = (value: string, on: boolean) =>
    onChange(options.map((option) => option.value).filter((each) => (each === value ? on : values.includes(each))));
  return (
    <fieldset class={extra}>
      <legend class={legendHidden ? 'vh' : undefined}>{legend}</legend>
      <div class="choices">
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type="checkbox"
            name={name}
            id={index === 0 ? name : undefined}
            option={option}
            checked={values.includes(option.value)}
            onPick={flip}
          />
        ))}
      </div>
    </fieldset>
  );
}
