/** One answer of a few, side by side, that a digit chooses while the focus is among them. */
import type { TargetedKeyboardEvent } from 'preact';
import { Pills } from '../../parts/Pills.tsx';

interface KeyedProps {
  /** Of the first, so that a fault can lead there; the radios' name too. */
  id: string;
  legend: string;
  options: readonly { value: string; label: string }[];
  value: string | null;
  onPick(value: string): void;
}

export function Keyed({ id, legend, options, value, onPick }: KeyedProps) {
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const option = /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey ? options[Number(event.key) - 1] : undefined;
    if (!option) return;
    event.preventDefault();
    onPick(option.value);
    event.currentTarget.querySelector<HTMLInputElement>(`input[value="${option.value}"]`)?.focus();
  };
  return (
    <div class="keyed" role="presentation" onKeyDown={onKeyDown}>
      <Pills
        type="radio"
        id={id}
        name={id}
        legend={legend}
        options={options.map(({ value: each, label }, index) => ({ value: each, label: `${index + 1} · ${label}` }))}
        values={value ? [value] : []}
        onChange={([picked]) => picked && onPick(picked)}
      />
    </div>
  );
}
