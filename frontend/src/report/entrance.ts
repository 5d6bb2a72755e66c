/** Fills in what an institution's address says, so that its people need not: who they are, and where. All of it can be changed. */
import { effect } from '@preact/signals';
import { ApiError } from '../data/client.ts';
import { type Door, doorOf } from '../data/entrances.ts';
import { answers } from './answers.ts';
import { entered } from './entered.ts';
import { screen } from './flow.ts';

/** Children are found through these. */
const WHERE_CHILDREN_ARE = new Set(['teacher', 'nursery', 'out_of_school']);

export async function enterBy(code: string): Promise<void> {
  entered.value = { code, name: '' };
  try {
    const door = await doorOf(code);
    if (!entered.peek()) return; // "Not from there" was faster.
    entered.value = { code, name: door.name };
    // Each report begins with it anew; what somebody has chosen stays.
    effect(() => {
      if (screen.value === 'start' && entered.value && answers.peek().role === undefined) fillIn(door);
    });
  } catch (error) {
    // Ended: they report as anybody does. Without a network the code still goes along, and the server knows it.
    if (error instanceof ApiError) entered.value = undefined;
  }
}

function fillIn({ role, name, place }: Door): void {
  const school = WHERE_CHILDREN_ARE.has(role) ? name : '';
  answers.value = { ...answers.peek(), role, institution: name, school, place: place ?? undefined };
}

export function notFromThere(): void {
  entered.value = undefined;
  answers.value = { ...answers.peek(), role: undefined, institution: '', school: '', place: undefined };
}
