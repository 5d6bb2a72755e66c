/** Whether the reporter can be phoned without harm. Stands beside their number: a wrong call can hurt somebody. */
import type { SafeContact } from '../../data/reports.ts';
import { check, late } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { contactWords } from '../facts.ts';
import { words } from '../words.ts';

/** Warns unless it was said that a call is safe. */
export function SafeContactNote({ of: contact }: { of: SafeContact | null | undefined }) {
  const ok = contact?.ok ?? 'unknown';
  const said = contactWords(contact);
  const care = words().report.contactCare[ok];
  return (
    <p class={ok === 'yes' ? 'safe' : 'safe no'}>
      <Icon of={ok === 'yes' ? check : late} />
      <span>
        <b>{said.ok}</b>
        {said.how && <small>{said.how}</small>}
        {care && <small>{care}</small>}
      </span>
    </p>
  );
}
