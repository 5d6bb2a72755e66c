/** Stands while something of a call is written and not filed: asks before the page is left. */
import { useLayoutEffect, useState } from 'preact/hooks';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { askBeforeLeaving, go, letGo } from '../state/router.ts';
import { nextCall } from './state.ts';
import { hotlineWords } from './words.ts';

export function Leaving() {
  const t = hotlineWords();
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
    nextCall();
    go(goingTo);
  };
  return <ConfirmDialog title={t.leaveTitle} hint={t.leaveHint} go={t.leaveGo} going={t.leaveGo} stay={t.stay} onGo={leave} onClose={() => setGoingTo(null)} />;
}
