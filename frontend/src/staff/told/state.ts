/** How the signed-in person is told: rules, quiet hours, and the ways in which they can be. */
import { computed, signal } from '@preact/signals';
import { type HabitsBody, type Habits, readHabits, setHabits } from '../../data/hearing.ts';
import { type Addresses, listAddresses } from '../../data/addresses.ts';
import type { Done } from '../parts/DoneNote.tsx';
import { faultsIn } from '../parts/field_faults.ts';
import { devices, refreshDevices } from '../state/device.ts';
import { asked, type Failure, failureOf, onForget } from '../state/session.ts';
import { asBody, DEVICES, type Way } from './plan.ts';
import { toldWords } from './words.ts';

export const habits = signal<Habits | null>(null);
export const addresses = signal<Addresses | null>(null);
export const failure = signal<Failure | null>(null);
export const done = signal<Done | null>(null);

export const faultsOf = (error: unknown) => faultsIn(error, toldWords());
export const firstFault = (error: unknown): string => Object.values(faultsOf(error))[0] ?? '';

/** The channels in which I have something that rings, devices first. */
export const ways = computed<Way[]>(() => {
  const rings = (addresses.value?.items ?? []).filter((item) => item.verified);
  const others = [...new Set(rings.map((item) => item.channel))];
  const mine = devices.value ?? [];
  return [
    ...(mine.length ? [{ channel: DEVICES, hopeful: mine.some((each) => each.working !== false) }] : []),
    ...others.map((channel) => ({ channel, hopeful: rings.some((item) => item.channel === channel && item.working !== false) })),
  ];
});

export async function learnAddresses(): Promise<void> {
  addresses.value = await asked(listAddresses());
}

export async function learnTold(): Promise<void> {
  failure.value = null;
  try {
    const [found] = await Promise.all([asked(readHabits()), learnAddresses(), refreshDevices()]);
    habits.value = found;
  } catch (error) {
    failure.value = failureOf(error);
  }
}

/** Saves all of it; the way back is to save what was before. Raises what the server says. */
export async function keep(body: HabitsBody, text: string): Promise<void> {
  const before = habits.peek();
  habits.value = await asked(setHabits(body));
  const undo = async () => {
    if (!before) return;
    habits.value = await asked(setHabits(asBody(before)));
    done.value = { text: toldWords().tookBack };
  };
  done.value = { text, undo };
}

onForget(() => {
  habits.value = null;
  addresses.value = null;
  failure.value = null;
  done.value = null;
});
