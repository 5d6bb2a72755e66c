/** Beside the button while a press has not arrived: it is nobody's yet, and what the page does about it. */
import { words } from '../words.ts';
import type { Taking } from './taking.ts';

export function NotYours({ taking, onGiveUp }: { taking: Taking; onGiveUp(): void }) {
  const said = words().alert;
  if (taking === 'idle') return null;
  if (taking === 'failed') {
    return (
      <p class="wrong" role="alert">
        {said.failed}
      </p>
    );
  }
  return (
    <div class="not-yours" role="alert">
      <b>{said.notYours}</b>
      <p>{taking === 'waiting' ? said.waiting : said.lapsed}</p>
      {taking === 'waiting' && (
        <button type="button" class="textbtn" onClick={onGiveUp}>
          {said.giveUp}
        </button>
      )}
    </div>
  );
}
