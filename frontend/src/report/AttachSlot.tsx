/** Room for photos and a voice note. What stands in it is fetched on its own, so that no other step weighs more for it. */
import { effect, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AttachBox } from './attach/AttachBox.tsx';
import { isHeldHere } from './files.ts';
import { touch, untouch } from './unsent.ts';

effect(() => (isHeldHere.value ? touch('files') : untouch(['files'])));

const found = signal<typeof AttachBox | undefined>(undefined);

async function fetchBox(): Promise<void> {
  const { AttachBox: box, attach } = await import('./attach.ts');
  await attach.load();
  found.value = box;
}

/** While the question before is read. Without a network and without a copy there is none, and everything else works. */
const atOnce: Promise<unknown> = fetchBox().catch(() => undefined);

export function AttachSlot(props: Parameters<typeof AttachBox>[0]) {
  useEffect(() => {
    void atOnce.then(() => (found.peek() ? undefined : fetchBox().catch(() => undefined)));
  }, []);
  const Box = found.value;
  return Box ? <Box {...props} /> : null;
}
