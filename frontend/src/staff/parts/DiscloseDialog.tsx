/** Who reported. Asked for with a reason, on record, and gone from the page as soon as it is closed. */
import { useState } from 'preact/hooks';
import { discloseReporter, type Identity } from '../../data/reports.ts';
import { phone } from '../../parts/glyphs.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { asked } from '../state/session.ts';
import { telephoneOf } from '../telephone.ts';
import { words } from '../words.ts';
import { Dialog } from './Dialog.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { SafeContactNote } from './SafeContactNote.tsx';

export function DiscloseDialog({ reference, onClose }: { reference: string; onClose(): void }) {
  const [identity, setIdentity] = useState<Identity | null>(null);
  const said = words().disclose;
  if (!identity) {
    return <ReasonDialog said={said} onClose={onClose} onReason={async (reason) => setIdentity(await asked(discloseReporter(reference, reason)))} />;
  }
  const number = telephoneOf(identity.phone);
  const isSafe = identity.safe_contact?.ok !== 'no';
  return (
    <Dialog title={said.shown} onClose={onClose}>
      <dl class="facts">
        <div>
          <dt>{said.name}</dt>
          <dd>{identity.name || said.none}</dd>
        </div>
        <div>
          <dt>{said.phone}</dt>
          <dd class="num">
            {number && isSafe ? (
              <a class="link" href={`tel:${number}`}>
                <Icon of={phone} />
                {identity.phone}
              </a>
            ) : (
              identity.phone || said.none
            )}
            <SafeContactNote of={identity.safe_contact} />
          </dd>
        </div>
      </dl>
      <p class="dim">{said.recorded}</p>
      <button type="button" class="btn main" onClick={onClose}>
        {words().close}
      </button>
    </Dialog>
  );
}
