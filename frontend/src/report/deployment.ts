/** What this deployment offers, as far as we know it now; until it is known, only what is always true. */
import { signal } from '@preact/signals';
import type { Config } from '../data/config.ts';

export const deployment = signal<Config | undefined>(undefined);

const ORDINARY_PAGE = 'https://www.weather.com.cn/';
/** Where Leave goes. */
export const exitAddress = (): string => deployment.peek()?.exit_url ?? ORDINARY_PAGE;

const ALWAYS = [
  { number: '110', kind: 'police' },
  { number: '120', kind: 'ambulance' },
  { number: '12345', kind: 'helpline' },
  // The police's number for text messages, one for the country; it takes words only, and they may come late or be lost
  // (Hubei police, as told on www.gov.cn, 2 January 2014).
  { number: '12110', kind: 'police_text' },
] as const;
export const emergencyNumber = (kind: (typeof ALWAYS)[number]['kind']): string =>
  (deployment.value?.emergency_numbers ?? ALWAYS).find((each) => each.kind === kind)?.number ??
  ALWAYS.find((each) => each.kind === kind)?.number ??
  '';

/** Ask the server, and keep its answer for a day without a network; without an answer use what was kept. */
export async function learnDeployment(): Promise<void> {
  const [{ settings }, { fetchConfig }] = await Promise.all([import('../lib/store.ts'), import('../data/config.ts')]);
  const kept = await settings.read<Config>('config').catch(() => undefined);
  if (kept && !deployment.peek()) deployment.value = kept;
  try {
    const fresh = await fetchConfig();
    deployment.value = fresh;
    await settings.write('config', fresh);
  } catch {
    // Offline, or storage is forbidden: what is known stays, and sending tries again.
  }
}
