/** What the microphone is doing: asked for, listening, paused, or not to be had and what to do then. */
import { lamp } from '../../parts/glyphs.tsx';
import { info } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { LONGEST_SECONDS, pauseOrGoOn, recording, stop } from './recorder.ts';
import { minutes } from '../../lib/measures.ts';
import { attach } from './words.ts';

const SOON_SECONDS = 30;

export function VoicePanel() {
  const t = attach();
  const now = recording.value;
  if (now.state === 'idle') return null;
  if (now.state === 'asking') {
    return (
      <p class="hint" role="status">
        {t.asking}
      </p>
    );
  }
  if (now.state !== 'on' && now.state !== 'paused') {
    return (
      <Banner glyph={info} role="alert">
        <p>{t.mic[now.state]}</p>
        <p>{t.kept}</p>
      </Banner>
    );
  }
  const left = LONGEST_SECONDS - now.seconds;
  return (
    <div class="card voice flow gap-s">
      <p class="voice-now">
        <Icon of={lamp} class={now.state === 'on' ? 'lit' : 'dim'} />
        <b role="status">{now.state === 'on' ? t.on : t.paused}</b>
        <span class="num">{minutes(now.seconds)}</span>
      </p>
      {left <= SOON_SECONDS && <p>{t.left(left)}</p>}
      <div class="two">
        <button type="button" class="btn line" onClick={() => void stop()}>
          {t.stop}
        </button>
        <button type="button" class="btn" onClick={pauseOrGoOn}>
          {now.state === 'on' ? t.pause : t.resume}
        </button>
      </div>
      <p class="hint">{t.limit}</p>
    </div>
  );
}
