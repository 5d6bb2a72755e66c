/** A glyph beside a word. Never the only sign, so it is hidden from screen readers. */
import type { JSX } from 'preact';

export type Glyph = () => JSX.Element;

export function Icon({ of: Shape, class: extra }: { of: Glyph; class?: string }) {
  return (
    <svg class={extra ? `i ${extra}` : 'i'} viewBox="0 0 24 24" aria-hidden="true">
      <Shape />
    </svg>
  );
}
