/** A button that does something which takes a moment: keeps the focus, changes its word, and cannot be pressed twice. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Glyph, Icon } from '../../parts/Icon.tsx';

interface ActProps {
  class?: string;
  glyph?: Glyph;
  /** The word while it works. */
  busy: string;
  onAct(): Promise<void>;
  children: ComponentChildren;
}

export function Act({ class: look = 'btn line', glyph, busy, onAct, children }: ActProps) {
  const [working, setWorking] = useState(false);
  const press = async () => {
    if (working) return;
    setWorking(true);
    try {
      await onAct();
    } finally {
      setWorking(false);
    }
  };
  return (
    <button type="button" class={look} aria-disabled={working} onClick={() => void press()}>
      {glyph && <Icon of={glyph} />}
      {working ? busy : children}
    </button>
  );
}
