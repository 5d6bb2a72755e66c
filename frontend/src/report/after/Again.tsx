/** Try once more now, and say so when it did not get through: without a network it fails in no time. */
import { useSignal } from '@preact/signals';
import { sendWaiting } from '../submit.ts';
import { after } from '../words.ts';

const SEEN_MS = 600;

export function Again() {
  const t = after().unsent;
  const state = useSignal<'' | 'trying' | 'failed'>('');
  const isTrying = state.value === 'trying';
  const again = async () => {
    if (isTrying) return;
    state.value = 'trying';
    await Promise.all([sendWaiting(), new Promise((resolve) => setTimeout(resolve, SEEN_MS))]);
    state.value = 'failed'; // Whoever got through is on another page by now.
  };
  return (
    <>
      <button type="button" class="btn main tall wide" aria-disabled={isTrying ? 'true' : undefined} onClick={() => void again()}>
        {isTrying ? t.trying : t.again}
      </button>
      <span class="hint" role="status">
        {state.value === 'failed' && t.failed}
      </span>
    </>
  );
}
