/** Whom the guidance is shown to. Lives as long as the page. */
import { signal } from '@preact/signals';
import { part } from '../flow.ts';

export const AUDIENCES = ['teacher', 'doctor', 'neighbour', 'police'] as const;
export type Audience = (typeof AUDIENCES)[number];

export const audience = signal<Audience>('teacher');

/** Take over what the address asked for, e.g. `#guidance-doctor`; once. */
export function takeAsked(): void {
  const asked = AUDIENCES.find((each) => each === part.peek());
  if (asked) audience.value = asked;
  part.value = '';
}
