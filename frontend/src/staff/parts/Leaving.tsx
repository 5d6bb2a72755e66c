/** Stands while something on a page is not saved: asks before the page is left. */
import { useLayoutEffect, useState } from 'preact/hooks';
import { askBeforeLeaving, go, letGo } from '../state/router.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';

interface LeavingProps {
  words: { leaveTitle: string; leaveHint: string; leaveGo: string };
  stay: string;
  /** What is not saved goes, before the page does. */
  onLeave?(): void;
}

export function Leaving({ words, stay, onLeave }: LeavingProps) {
  const [goingTo, setGoingTo] = useState<string | null>(null);
  // At once: who types and goes must not be faster.
  useLayoutEffect(() => {
    askBeforeLeaving((path) => {
      setGoingTo(path);
      return false;
    });
    return letGo;
  }, []);
  if (!goingTo) return null;
  const leave = async () => {
    letGo();
    onLeave?.();
    go(goingTo);
  };
  return <ConfirmDialog title={words.leaveTitle} hint={words.leaveHint} go={words.leaveGo} going={words.leaveGo} stay={stay} onGo={leave} onClose={() => setGoingTo(null)} />;
}
