/** Says on every screen that something is ringing, and lets a page that is still silent begin to sound. */
import { useEffect, useState } from 'preact/hooks';
import { next } from '../../parts/glyphs.tsx';
import { bell, bellOff } from '../../parts/glyphs-staff.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { subjectOf } from '../alert/subject.ts';
import { to } from '../routes.ts';
import { muted, ringing, setMuted, silenced } from '../state/ringing.ts';
import { route } from '../state/router.ts';
import { letSound } from '../state/sound.ts';
import { offered } from '../state/worker.ts';
import { words } from '../words.ts';

/** What rings besides the one that is already on the screen. */
function others() {
  const at = route.value;
  return ringing.value.filter((alert) => {
    if (at.page === 'alert') return alert.id !== at.id;
    return !(at.page === 'report' || at.page === 'screening') || subjectOf(alert.subject)?.reference !== at.reference;
  });
}

export function RingBanner() {
  const said = words().ring;
  const { page } = route.value;
  const waiting = page === 'inbox' ? [] : others();
  // What was tapped in a notification, else the most pressing one.
  const alert = waiting.find((each) => each.id === offered.value) ?? waiting[0];
  return (
    <>
      {silenced.value && (
        <p class="hush">
          <Icon of={bellOff} />
          <span>{said.blocked}</span>
          <button type="button" class="tool" onClick={() => void letSound()}>
            {said.allow}
          </button>
        </p>
      )}
      {alert && (
        <a class={offered.value === alert.id ? 'ringing tapped' : 'ringing'} href={to.alert(alert.id)} onClick={() => (offered.value = null)}>
          <Icon of={bell} />
          <span>
            <b>{waiting.length < ringing.value.length ? said.others(waiting.length) : said.banner(waiting.length)}</b>
            {offered.value === alert.id && <small>{said.tap}</small>}
          </span>
          <span class="go">{said.open}</span>
          <Icon of={next} />
        </a>
      )}
      <Announcement />
    </>
  );
}

/** Read out once when one more begins to ring; never the ticking of a clock. */
function Announcement() {
  const count = ringing.value.length;
  const [before, setBefore] = useState(count);
  useEffect(() => setBefore(count), [count]);
  return (
    <p class="vh" role="alert">
      {count > before ? words().ring.banner(count) : ''}
    </p>
  );
}

/** Mutes what may be muted, and says what it leaves out. */
export function SoundSwitch() {
  const said = words().ring;
  return (
    <span class="switch">
      {muted.value && <small class="dim">{said.soundOff}</small>}
      <button type="button" class="tool quiet" onClick={() => setMuted(!muted.value)}>
        <Icon of={muted.value ? bell : bellOff} />
        {muted.value ? said.unmute : said.mute}
      </button>
    </span>
  );
}
