/** Stands while a rota is changed and not saved: asks before it is left. */
import { useLayoutEffect, useState } from 'preact/hooks';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { askBeforeLeaving, go, letGo } from '../state/router.ts';
import { rotaWords } from './words.ts';

export function Leaving() {
  const said = rotaWords();
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
    go(goingTo);
  };
  return <ConfirmDialog title={said.leaveTitle} hint={said.leaveHint} go={said.leaveGo} going={said.leaveGo} stay={said.leaveStay} onGo={leave} onClose={() => setGoingTo(null)} />;
}
