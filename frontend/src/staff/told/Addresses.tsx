/** Where else I am told: my addresses, another one, and what to do where none can be added. */
import { useState } from 'preact/hooks';
import { addAddress, type Address, removeAddress } from '../../data/addresses.ts';
import { Banner } from '../../parts/Banner.tsx';
import { Field } from '../../parts/Field.tsx';
import { info, plus } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { ActForm } from '../duty/ActForm.tsx';
import { useAttempt } from '../duty/attempt.ts';
import { faultAt } from '../duty/faults.ts';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Panel } from '../parts/Panels.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { asked } from '../state/session.ts';
import { words } from '../words.ts';
import { AddressRow } from './AddressRow.tsx';
import { addresses, done, faultsOf, learnAddresses } from './state.ts';
import { toldWords } from './words.ts';

function AddForm({ channels, onClose }: { channels: readonly string[]; onClose(): void }) {
  const said = toldWords();
  const [channel, pick] = useState(channels[0] ?? '');
  const [text, type] = useState('');
  const attempt = useAttempt(faultsOf);
  const send = () =>
    attempt.attempt(text.trim() ? {} : { '/address': said.fault['not_an_address'] ?? '' }, async () => {
      const added = await asked(addAddress(channel, text));
      await learnAddresses();
      done.value = { text: added.verified ? said.wasMine(added.label) : said.added(added.label) };
      onClose();
    });
  const of = said.address[channel];
  return (
    <ActForm of={attempt} hint={said.othersHint} go={said.addGo} going={said.adding} onSend={() => void send()} onClose={onClose}>
      <SelectField id="address-channel" label={said.kind} value={channel} options={channels.map((value) => ({ value, label: said.channel(value) }))} onPick={pick} error={faultAt(attempt.faults, '/channel')} />
      <Field id="address-text" label={of?.label ?? said.channel(channel)} hint={of?.hint} value={text} onInput={type} error={faultAt(attempt.faults, '/address')} />
    </ActForm>
  );
}

function NoneOffered() {
  const said = toldWords();
  return (
    <Banner glyph={info} tone="quiet" title={said.notOffered}>
      <p>{said.notOfferedAsk}</p>
      <p>{said.notOfferedWords}</p>
    </Banner>
  );
}

export function AddressesPanel() {
  const said = toldWords();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Address | null>(null);
  const { channels, items } = addresses.value ?? { channels: [], items: [] };
  const drop = async ({ id, label }: Address) => {
    await asked(removeAddress(id));
    await learnAddresses();
    done.value = { text: said.removed(label) };
  };
  return (
    <Panel title={said.others}>
      {channels.length > 0 && (
        <p class="dim">
          {items.length ? '' : said.othersNone} {said.offered(channels.map(said.channel).join(words().and))}
        </p>
      )}
      <ul class="addresses">
        {items.map((item) => (
          <AddressRow key={item.id} item={item} channels={channels} onRemove={() => setRemoving(item)} />
        ))}
      </ul>
      {channels.length === 0 && <NoneOffered />}
      {channels.length > 0 && (
        <button type="button" class={items.length ? 'tool after-s' : 'btn main after-s'} onClick={() => setAdding(true)}>
          <Icon of={plus} />
          {said.add}
        </button>
      )}
      {adding && (
        <Dialog title={said.add} onClose={() => setAdding(false)}>
          <AddForm channels={channels} onClose={() => setAdding(false)} />
        </Dialog>
      )}
      {removing && (
        <ConfirmDialog title={said.removeTitle(removing.label)} hint={said.removeHint} go={said.remove} going={said.removing} stay={words().cancel} onGo={() => drop(removing)} onClose={() => setRemoving(null)} />
      )}
    </Panel>
  );
}
