/** One form on its way: checked here first, then sent; what is wrong stands at the fields, and the first of them gets the focus. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Faults, faultsOf } from './faults.ts';

/** `read` puts an error into the words of the screen. */
export function useAttempt(read: (error: unknown) => Faults = faultsOf) {
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Faults>({});
  const [working, setWorking] = useState(false);
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [faults]);
  /** Sends nothing while `found` holds a fault, or while it is being sent. */
  const attempt = async (found: Faults, send: () => Promise<void>) => {
    if (working) return;
    setFaults(found);
    if (Object.keys(found).length) return;
    setWorking(true);
    try {
      await send();
    } catch (error) {
      setFaults(read(error));
    } finally {
      setWorking(false);
    }
  };
  return { form, faults, working, attempt, clear: () => setFaults({}) };
}
