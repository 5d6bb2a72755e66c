/** Says on every screen that something is ringing, and lets a page that is still silent begin to sound. */
import { useEffect, useState } from 'preact/hooks';
import { next } from '../../parts/glyphs.tsx';
import { bell, bellOff } from '../../parts/glyphs-staff.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { subjectOf } from '../alert/subject.ts';
import { to } from '../routes.ts';
import { muted, ringing, setMuted, silenced, sounding } from '../state/ringing.ts';
import { route } from '../state/router.ts';
import { chime, letSound } from '../state/sound.ts';
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

/** Two wordings in one place, of which one is seen: the box is as large as the larger one, and stays so. */
function Either({ first, second, isFirst }: { first: string; second: string; isFirst: boolean }) {
  return (
    <span class="either">
      <span class={isFirst ? undefined : 'unseen'}>{first}</span>
      <span class={isFirst ? 'unseen' : undefined}>{second}</span>
    </span>
  );
}

/**
 * Any first touch lets the page sound, and most are meant for something below. So this stays where it is until the next
 * page, and only its words change: a banner that goes while the finger is down takes the button away from under it.
 */
function Hush() {
  const said = words().ring;
  const silent = silenced.value;
  const urgency = sounding.value;
  const [wasSilent, setWasSilent] = useState(silent);
  useEffect(() => {
    if (silent) setWasSilent(true);
  }, [silent]);
  if (urgency === null || !(silent || wasSilent)) return null;
  return (
    <p class={silent ? 'hush' : 'hush heard-now'}>
      <Icon of={silent ? bellOff : bell} />
      <Either first={said.blocked} second={said.allowed} isFirst={silent} />
      <button type="button" class="tool" onClick={() => (silent ? void letSound() : chime(urgency))}>
        <Either first={said.allow} second={said.hear} isFirst={silent} />
      </button>
    </p>
  );
}

export function RingBanner() {
  const said = words().ring;
  const { page } = route.value;
  const waiting = page === 'inbox' ? [] : others();
  // What was tapped in a notification, else the most pressing one.
  const alert = waiting.find((each) => each.id === offered.value) ?? waiting[0];
  return (
    <>
      <Hush />
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
