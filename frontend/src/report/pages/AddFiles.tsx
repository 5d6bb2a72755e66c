/** Add photos or a voice note to a report that is there already. */
import { signal } from '@preact/signals';
import { FileNews } from '../after/FileNews.tsx';
import { AttachSlot } from '../AttachSlot.tsx';
import { isRecording, type Picked } from '../files.ts';
import { touch, untouch } from '../unsent.ts';
import { pages } from '../words.ts';

const ADDED = 'added-files';
/** Chosen and not sent, by receipt: whoever goes back and returns finds them, as long as this page is open. */
const chosen = signal<ReadonlyMap<string, readonly Picked[]>>(new Map());
const busy = signal(false);

const chosenFor = (receipt: string): readonly Picked[] => chosen.value.get(receipt) ?? [];
export const hasChosen = (receipt: string): boolean => chosenFor(receipt).length > 0 || isRecording.value;

function change(receipt: string, make: (before: readonly Picked[]) => readonly Picked[]): void {
  chosen.value = new Map([...chosen.peek(), [receipt, make(chosenFor(receipt))]]);
  if ([...chosen.peek().values()].some(({ length }) => length)) touch(ADDED);
  else untouch([ADDED]);
}

/** Send what was chosen, if anything: by its own button, or along with a message. */
export async function sendChosen(receipt: string): Promise<void> {
  if (busy.peek() || !hasChosen(receipt)) return;
  busy.value = true;
  const attach = import('../attach.ts');
  try {
    const { putAway, stop } = await attach;
    if (isRecording.peek()) await stop();
    await putAway(chosenFor(receipt), receipt);
    change(receipt, () => []);
  } finally {
    busy.value = false; // What failed stays chosen, and can be sent again.
  }
  await (await attach).sendFiles();
}

export function AddFiles({ receipt }: { receipt: string }) {
  const t = pages().followUp;
  return (
    <section class="flow gap-s after" aria-labelledby="add-files">
      <h2 id="add-files">{t.addFiles}</h2>
      <AttachSlot files={chosenFor(receipt)} onChange={(make) => change(receipt, make)} />
      {hasChosen(receipt) && (
        <p>
          <button type="button" class="btn main wide" aria-disabled={busy.value ? 'true' : undefined} onClick={() => void sendChosen(receipt)}>
            {busy.value ? t.sending : t.sendFiles}
          </button>
        </p>
      )}
      <FileNews />
    </section>
  );
}
