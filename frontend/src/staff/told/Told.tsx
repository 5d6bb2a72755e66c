/** How I am told: by which channel of what, when rather not, and where else besides my devices. */
import { useEffect } from 'preact/hooks';
import '../../style/told.css';
import type { Habits } from '../../data/hearing.ts';
import { Banner } from '../../parts/Banner.tsx';
import { bellOff } from '../../parts/glyphs-staff.tsx';
import { DoneNote } from '../parts/DoneNote.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Phrases } from '../parts/Phrases.tsx';
import { Trouble, Waiting } from '../parts/Trouble.tsx';
import { to } from '../routes.ts';
import { devices } from '../state/device.ts';
import { AddressesPanel } from './Addresses.tsx';
import { QuietPanel } from './Quiet.tsx';
import { RulesPanel } from './Rules.tsx';
import { addresses, done, failure, firstFault, habits, learnTold, ways } from './state.ts';
import { toldWords } from './words.ts';

function NoDevice() {
  const said = toldWords();
  return (
    <Banner glyph={bellOff} tone="bad" title={said.noDevice}>
      <p>
        <a class="link" href={to.device}>
          {said.noDeviceLink}
        </a>
      </p>
    </Banner>
  );
}

function Content({ found }: { found: Habits }) {
  const said = toldWords();
  const others = addresses.value?.items.filter((item) => item.verified).length ?? 0;
  return (
    <div class="narrow stack told">
      {ways.value.length > 0 && (
        <div>
          {devices.value?.length !== 0 && (
            <p class="say-big">
              <Phrases of={said.say(others)} />
            </p>
          )}
          <p class="dim">{said.lead}</p>
        </div>
      )}
      {devices.value?.length === 0 && <NoDevice />}
      <DoneNote done={done.value} undo={said.undo} undoing={said.undoing} failed={firstFault} />
      {ways.value.length > 0 && <RulesPanel habits={found} />}
      <QuietPanel habits={found} />
      <AddressesPanel />
    </div>
  );
}

export function Told() {
  useEffect(() => {
    void learnTold();
    return () => void (done.value = null);
  }, []);
  const found = habits.value;
  return (
    <Frame title={toldWords().title}>
      <div class="wrap">
        {!found && (failure.value ? <Trouble failure={failure.value} onAgain={() => void learnTold()} /> : <Waiting />)}
        {found && <Content found={found} />}
      </div>
    </Frame>
  );
}
