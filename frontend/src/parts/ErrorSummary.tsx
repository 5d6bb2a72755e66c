/** Stands first in main after a refused Continue, takes the focus and links to each field. */
import { useEffect, useRef } from 'preact/hooks';
import { late } from './glyphs-form.tsx';
import { Icon } from './Icon.tsx';

export interface Fault {
  /** The id of the field to go to. */
  field: string;
  message: string;
}

/** `attempt` changes with every refused Continue, so the focus comes back here each time. */
export function ErrorSummary({ title, faults, attempt }: { title: string; faults: Fault[]; attempt: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [attempt]);
  return (
    <div class="banner bad" role="alert" tabIndex={-1} ref={box}>
      <Icon of={late} />
      <h2>{title}</h2>
      <ul>
        {faults.map(({ field, message }) => (
          <li key={field}>
            <a href={`#${field}`} onClick={goTo(field)}>
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function goTo(field: string) {
  return (event: Event) => {
    event.preventDefault(); // A fragment would leave an entry in the history.
    document.getElementById(field)?.focus();
  };
}
