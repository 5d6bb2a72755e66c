/** Whether this device can wake its owner: what is missing, a real test, and the list of all their devices. */
import { useEffect, useState } from 'preact/hooks';
import type { Device } from '../../data/devices.ts';
import { sentences } from '../../i18n/sentences.ts';
import { help } from '../../parts/glyphs-form.tsx';
import { bellOff, hear } from '../../parts/glyphs-staff.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Setup } from '../device/Setup.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Panel } from '../parts/Panels.tsx';
import { Phrases } from '../parts/Phrases.tsx';
import { SoundSwitch } from '../parts/RingBanner.tsx';
import { Trouble, Waiting } from '../parts/Trouble.tsx';
import { restWords } from '../rest_words.ts';
import { momentOf } from '../state/content.ts';
import { device, devices, refreshDevices, remove, ring } from '../state/device.ts';
import { type Failure, failureOf } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';

function DeviceState({ working }: { working: boolean | null }) {
  const said = restWords().device.working;
  if (working === null) {
    return (
      <span class="state old">
        <Icon of={help} />
        {said.unproven}
      </span>
    );
  }
  return (
    <span class={working ? 'state ok' : 'state no'}>
      <Icon of={working ? hear : bellOff} />
      {working ? said.yes : said.no}
    </span>
  );
}

function DeviceRow({ item, onRemove }: { item: Device; onRemove(): void }) {
  const said = restWords().device;
  const mine = item.id === device.value?.id;
  return (
    <li>
      <span>
        <b>{item.label || words().device.kinds['other']}</b> {mine && <span class="dim">{said.this}</span>}
        <small class="dim num">{item.shown_at ? said.lastRang(momentOf(item.shown_at)) : said.neverRang}</small>
      </span>
      <DeviceState working={item.working} />
      <button type="button" class="textbtn" onClick={onRemove}>
        {said.remove}
        <span class="vh"> {item.label}</span>
      </button>
    </li>
  );
}

function DeviceList() {
  const said = restWords().device;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [removing, setRemoving] = useState<Device | null>(null);
  const load = () => refreshDevices().then(() => setFailure(null), (error: unknown) => setFailure(failureOf(error)));
  useEffect(() => void load(), []);
  const drop = async (id: string) => {
    await remove(id);
    say(said.removed);
  };
  return (
    <Panel title={said.list} class="after">
      {!devices.value && (failure ? <Trouble failure={failure} onAgain={() => void load()} /> : <Waiting />)}
      {devices.value?.length === 0 && <p class="dim">{said.none}</p>}
      <ul class="devices">
        {devices.value?.map((item) => (
          <DeviceRow key={item.id} item={item} onRemove={() => setRemoving(item)} />
        ))}
      </ul>
      <p class="hint">{said.second}</p>
      {removing && (
        <ConfirmDialog
          title={said.removeTitle(removing.label)}
          hint={said.removeHint}
          go={said.remove}
          going={words().loading}
          stay={words().cancel}
          onGo={() => drop(removing.id)}
          onClose={() => setRemoving(null)}
        />
      )}
    </Panel>
  );
}

export function DeviceScreen() {
  const said = restWords().device;
  const state = ring.value;
  const known = state === 'rings' || state === 'unproven' || state === 'silent' ? state : 'off';
  return (
    <Frame title={words().device.title}>
      <div class="wrap">
        <div class="narrow">
          <p class="say-big">
            <Phrases of={said.say[known]} />
          </p>
          <p class="dim">{said.lead[known]}</p>
          <Setup />
          <Panel title={said.page} class="after-s">
            <p class="dim">{sentences(said.pageHint, words().ring.never)}</p>
            <SoundSwitch />
          </Panel>
          <DeviceList />
        </div>
      </div>
    </Frame>
  );
}
