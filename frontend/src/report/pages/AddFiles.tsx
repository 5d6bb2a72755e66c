/** Add photos or a voice note to a report that is there already. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { FileNews } from '../after/FileNews.tsx';
import { AttachSlot } from '../AttachSlot.tsx';
import { isRecording, type Picked } from '../files.ts';
import { touch, untouch } from '../unsent.ts';
import { pages } from '../words.ts';

const ADDED = 'added-files';

export function AddFiles({ receipt }: { receipt: string }) {
  const t = pages().followUp;
  const files = useSignal<readonly Picked[]>([]);
  const busy = useSignal(false);
  const change = (make: (before: readonly Picked[]) => readonly Picked[]) => {
    files.value = make(files.value);
    if (files.value.length) touch(ADDED);
    else untouch([ADDED]);
  };
  useEffect(() => () => untouch([ADDED]), []);
  const send = async () => {
    if (busy.value) return;
    busy.value = true;
    if (isRecording.peek()) await (await import('../attach.ts')).stop();
    const { putAway, sendFiles } = await import('../attach.ts');
    await putAway(files.peek(), receipt);
    change(() => []);
    busy.value = false;
    await sendFiles();
  };
  return (
    <section class="flow gap-s after" aria-labelledby="add-files">
      <h2 id="add-files">{t.addFiles}</h2>
      <AttachSlot files={files.value} onChange={change} />
      {(files.value.length > 0 || isRecording.value) && (
        <p>
          <button type="button" class="btn main wide" aria-disabled={busy.value ? 'true' : undefined} onClick={() => void send()}>
            {busy.value ? t.sending : t.sendFiles}
          </button>
        </p>
      )}
      <FileNews />
    </section>
  );
}
