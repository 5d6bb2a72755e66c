/** A native dialog, for things that leave a record. Escape and Back close it, and the focus goes back to where it came from. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { backCloses } from '../state/router.ts';

interface DialogProps {
  title: string;
  onClose(): void;
  children: ComponentChildren;
}

export function Dialog({ title, onClose, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const name = useId();
  const close = useRef(onClose);
  close.current = onClose;
  // Before anything is painted, so that one dialog that follows another takes over its place in the history.
  useLayoutEffect(() => backCloses(() => close.current()), []);
  useEffect(() => {
    const element = box.current;
    const before = document.activeElement as HTMLElement | null;
    if (!element) return;
    // Safari before 15.4 knows no modal dialog; there it opens in the page.
    if (typeof element.showModal === 'function') element.showModal();
    else element.setAttribute('open', '');
    return () => before?.focus();
  }, []);
  return (
    <dialog class="dialog" ref={box} aria-labelledby={name} onClose={onClose}>
      <div class="flow">
        <h2 id={name}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
