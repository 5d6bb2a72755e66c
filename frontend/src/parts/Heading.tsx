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

/** Phrases are set apart by a blank, but not between Chinese ones. */
const gapAfter = (phrase: string | undefined): string => (/[\x20-\x7e’]$/.test(phrase ?? '') ? ' ' : '');

/** The heading's words as one line of text, e.g. for a label that is read out. */
export const inOneLine = (phrases: readonly string[]): string =>
  phrases.map((phrase, index) => gapAfter(phrases[index - 1]) + phrase).join('');

/** Draws the phrases. */
export function Phrases({ of: phrases }: { of: readonly string[] }) {
  return (
    <>
      {phrases.map((phrase, index) => [gapAfter(phrases[index - 1]), <span class="ph">{phrase}</span>])}
    </>
  );
}
