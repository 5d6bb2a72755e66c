/** How urgent: shape, then word, then colour. Clear in grey, and to a screen reader. */
import type { Priority } from '../../data/practice.ts';
import { u0, u1, u2, u3, u4 } from '../../parts/glyphs-staff.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { words } from '../words.ts';

const SHAPES = { P0: u0, P1: u1, P2: u2, P3: u3, P4: u4 };

/** The digit that the style sheet's data-p knows. */
export const digit = (priority: Priority) => priority.slice(1);

export function Urgency({ of: priority }: { of: Priority }) {
  return (
    <span class="u" data-p={digit(priority)}>
      <Icon of={SHAPES[priority]} />
      {words().priority[priority]}
    </span>
  );
}
