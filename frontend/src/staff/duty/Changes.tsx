/** What differs from the rota in the days that are shown, by whom, and taking it back. */
import { useState } from 'preact/hooks';
import { addOverride, type Board, type Override, takeShift, withdrawOverride } from '../../data/board.ts';
import { Act } from '../parts/Act.tsx';
import { present } from '../state/now.ts';
import { asked, may, me } from '../state/session.ts';
import { words } from '../words.ts';
import { type Line, linesOf } from './changed.ts';
import { firstFault } from './faults.ts';
import { spanWords } from './say.ts';
import { stretchOf } from './slots.ts';
import { did } from './state.ts';
import { dutyWords } from './words.ts';

const isMyTake = ({ source, person }: Override) => source === 'take' && person?.id === me.value?.id;

/** A planner puts it there again as it was; who had taken the hours takes them again. */
function putBack(board: Board, change: Override): Promise<Override> {
  const hours = { starts_at: change.starts_at, ends_at: change.ends_at ?? change.starts_at };
  if (!board.may_plan) return takeShift({ team: board.team.id, ...hours, instead_of: change.instead_of?.id ?? null });
  return addOverride({ team: board.team.id, ...hours, account: change.person?.id ?? null, instead_of: change.instead_of?.id ?? null });
}

function Change({ board, line: { change, instead, isAlone } }: { board: Board; line: Line }) {
  const said = dutyWords();
  const [wrong, setWrong] = useState<string>();
  const span = spanWords(stretchOf(change));
  const isOver = Date.parse(change.ends_at ?? '') <= present();
  const takeBack = async () => {
    try {
      await asked(withdrawOverride(change.id));
      const undo = async () => {
        await asked(putBack(board, change));
        await did(said.overrode(span, change.person?.name ?? null));
      };
      await did(change.instead_of ? said.tookBack : said.emptied, { undo });
    } catch (error) {
      setWrong(firstFault(error));
    }
  };
  return (
    <li>
      <b>
        {said.change(change.person?.name ?? null, instead.join(words().and) || null, isAlone)} <small class="dim">{said.changeSource[change.source]}</small>
      </b>
      <span class="num">{span}</span>
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      {!isOver && may('duty:write') && (board.may_plan || isMyTake(change)) && (
        <div class="tools no-print">
          <Act class="tool" busy={said.takingBack} onAct={takeBack}>
            {said.takeBack}
          </Act>
        </div>
      )}
    </li>
  );
}

export function Changes({ board }: { board: Board }) {
  if (!board.overrides.length) return null;
  return (
    <section class="asks">
      <h3>{dutyWords().changes}</h3>
      <ul>
        {linesOf(board).map((line) => (
          <Change key={line.change.id} board={board} line={line} />
        ))}
      </ul>
    </section>
  );
}
