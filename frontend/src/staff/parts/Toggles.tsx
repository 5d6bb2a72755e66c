/** Several short answers side by side, each pressed or not. */
interface TogglesProps {
  /** Of the first one, so that a fault can lead there. */
  id: string;
  legend: string;
  options: readonly { value: string; label: string }[];
  values: readonly string[];
  onChange(values: string[]): void;
  error?: string | undefined;
}

export function Toggles({ id, legend, options, values, onChange, error }: TogglesProps) {
  const flip = (value: string) => onChange(options.map((option) => option.value).filter((each) => (each === value) !== values.includes(each)));
  return (
    <fieldset class="one-of" aria-describedby={error ? `${id}-wrong` : undefined}>
      <legend>{legend}</legend>
      {error && (
        <p class="wrong" id={`${id}-wrong`} role="alert">
          {error}
        </p>
      )}
      <div class="tools">
        {options.map(({ value, label }, index) => (
          <button key={value} id={index === 0 ? id : undefined} type="button" class="tool" aria-pressed={values.includes(value)} onClick={() => flip(value)}>
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
