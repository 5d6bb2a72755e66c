/** The page's h1. Phrases stay whole, so a Chinese line never breaks inside one. */

/** Set after the first screen: arriving at a later one moves the focus to its heading. */
let hasMoved = false;
export const headingsTakeFocus = (): void => void (hasMoved = true);

const focusOnArrival = (element: HTMLElement | null): void => {
  if (element && hasMoved) element.focus({ preventScroll: true });
};

export function Heading({ phrases }: { phrases: readonly string[] }) {
  return (
    <h1 tabIndex={-1} ref={focusOnArrival}>
      <Phrases of={phrases} />
    </h1>
  );
}

/** Phrases set apart by a blank; between Chinese ones no blank is drawn. */
export function Phrases({ of: phrases }: { of: readonly string[] }) {
  return (
    <>
      {phrases.map((phrase, index) => [index > 0 && /[\x20-\x7e’]$/.test(phrases[index - 1] ?? '') ? ' ' : null, <span class="ph">{phrase}</span>])}
    </>
  );
}
