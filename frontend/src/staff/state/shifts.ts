/** My own shifts of the next two weeks; looked at again with everything else on the page of duty. */
import { signal } from '@preact/signals';
import { myShifts, type MyShifts } from '../../data/duty.ts';
import { onPoll } from './poll.ts';
import { route } from './router.ts';
import { asked, may, onForget } from './session.ts';

export const shifts = signal<MyShifts | null>(null);

/** What could not be learnt is left as it was: the page says elsewhere that there is no connection. */
export async function learnShifts(): Promise<void> {
  if (!may('duty:write')) return;
  try {
    shifts.value = await asked(myShifts());
  } catch {
    // Said by the rest of the page, which asks at the same time.
  }
}

onPoll(async () => {
  if (route.peek().page === 'duty') await learnShifts();
});

onForget(() => void (shifts.value = null));
