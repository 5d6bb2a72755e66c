/** A policy in words: when it calls whom, and how long it stays quiet once somebody has it. */
import type { Policy } from '../../data/policies.ts';
import { words } from '../words.ts';
import { climbWords } from './words.ts';

export function Ladder({ policy }: { policy: Policy }) {
  const said = climbWords();
  return (
    <>
      <ol class="line ladder">
        {policy.steps.map((step, number) => (
          <li key={number} class={number === 0 ? 'live' : undefined}>
            <b>{said.after(step.after_seconds, step.after_working_days)}</b>
            <span class="block">{said.whom(step.who.map(said.who).join(words().and), step.round_robin)}</span>
          </li>
        ))}
        <li>
          <span class="dim">{said.thenAlways}</span>
        </li>
      </ol>
      <p class="hint">
        {said.hold(said.length(policy.hold_seconds, policy.hold_working_days))} {policy.working_time && said.inOffice}
      </p>
    </>
  );
}
