/** Open swap requests of the team: mine to withdraw, others' to answer. */
import { useState } from 'preact/hooks';
import { answerSwap, askForSwap, type Board, type Swap, undoAnswer, withdrawSwap } from '../../data/board.ts';
import { sentences } from '../../i18n/sentences.ts';
import { Act } from '../parts/Act.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { asked, may, me } from '../state/session.ts';
import { ActForm } from './ActForm.tsx';
import { useAttempt } from './attempt.ts';
import { isMemberOf } from './DeedDialog.tsx';
import { faultAt, firstFault } from './faults.ts';
import { spanWords } from './say.ts';
import { stretchOf } from './slots.ts';
import { did } from './state.ts';
import { dutyWords } from './words.ts';

interface AnswerProps {
  board: Board;
  swap: Swap;
  onClose(): void;
}

/** Who would take over: me when I was asked, or anybody of my team was; else a planner says it for somebody. */
function takerOf({ board, swap }: Omit<AnswerProps, 'onClose'>): 'me' | 'asked' | 'chosen' {
  const isMine = swap.asked_of ? swap.asked_of.id === me.value?.id : isMemberOf(board);
  return isMine ? 'me' : swap.asked_of ? 'asked' : 'chosen';
}

function hintOf(swap: Swap, taker: 'me' | 'asked' | 'chosen'): string {
  const said = dutyWords();
  const [name, span] = [swap.asked_by.name, spanWords(stretchOf(swap))];
  const back = swap.gives_back && said.acceptBack(name, spanWords(stretchOf(swap.gives_back)));
  if (taker === 'me') return sentences(said.acceptHint(name, span), back);
  return taker === 'asked' ? sentences(said.acceptNamed(swap.asked_of?.name ?? '', name, span), back) : said.acceptForHint(name, span);
}

async function undo(swap: Swap): Promise<void> {
  await asked(undoAnswer(swap.id));
  await did(dutyWords().answerUndone);
}

function AcceptDialog({ board, swap, onClose }: AnswerProps) {
  const said = dutyWords();
  const of = useAttempt();
  const [who, setWho] = useState('');
  const taker = takerOf({ board, swap });
  const others = board.people.filter(({ id }) => id !== swap.asked_by.id);
  const send = () =>
    of.attempt(taker === 'chosen' && !who ? { '/account': said.need.who } : {}, async () => {
      await asked(answerSwap(swap.id, true, taker === 'chosen' ? who : undefined));
      onClose();
      await did(said.accepted, { undo: () => undo(swap) });
    });
  return (
    <Dialog title={taker === 'me' ? said.acceptTitle : said.acceptForTitle} onClose={onClose}>
      <ActForm of={of} hint={hintOf(swap, taker)} go={taker === 'me' ? said.accept : said.acceptFor} going={said.accepting} onSend={() => void send()} onClose={onClose}>
        {taker === 'chosen' && (
          <SelectField
            id="accept-who"
            label={said.overrideWho}
            error={faultAt(of.faults, '/account')}
            value={who}
            options={[{ value: '', label: said.choose }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
            onPick={setWho}
          />
        )}
      </ActForm>
    </Dialog>
  );
}

function RefuseDialog({ swap, onClose }: AnswerProps) {
  const said = dutyWords();
  const of = useAttempt();
  const send = () =>
    of.attempt({}, async () => {
      await asked(answerSwap(swap.id, false));
      onClose();
      await did(said.refused, { undo: () => undo(swap) });
    });
  return (
    <Dialog title={said.refuseTitle} onClose={onClose}>
      <ActForm of={of} hint={said.refuseHint(swap.asked_by.name)} go={said.refuse} going={said.refusing} onSend={() => void send()} onClose={onClose} />
    </Dialog>
  );
}

async function withdraw(team: string, swap: Swap): Promise<void> {
  const said = dutyWords();
  const { starts_at, ends_at, asked_of: of, gives_back: back } = swap;
  await asked(withdrawSwap(swap.id));
  const again = async () => {
    const hours = { starts_at, ends_at: ends_at ?? starts_at };
    const inReturn = back && { starts_at: back.starts_at, ends_at: back.ends_at ?? back.starts_at };
    const request = await asked(askForSwap({ team, ...hours, asked_of: of?.id ?? null, gives_back: inReturn }));
    await did(said.swapped(request.asked_of?.name ?? null));
  };
  await did(said.withdrawn, { undo: again });
}

function titleOf(swap: Swap): string {
  const said = dutyWords();
  if (swap.mine) return said.iAsk(swap.asked_of?.name ?? null);
  return swap.asked_of?.id === me.value?.id ? said.asksMe(swap.asked_by.name) : said.asks(swap.asked_by.name, swap.asked_of?.name ?? null);
}

function Request({ board, swap }: { board: Board; swap: Swap }) {
  const said = dutyWords();
  const [answer, setAnswer] = useState<'yes' | 'no' | null>(null);
  const [wrong, setWrong] = useState<string>();
  const close = () => setAnswer(null);
  const takeBack = async () => {
    try {
      await withdraw(board.team.id, swap);
    } catch (error) {
      setWrong(firstFault(error));
    }
  };
  const canAnswer = swap.may_answer && may('duty:write');
  // Of a request to everybody, a "no" by one settles nothing.
  const canRefuse = swap.asked_of !== null || board.may_plan;
  return (
    <li>
      <b>{titleOf(swap)}</b>
      <span class="num">{spanWords(stretchOf(swap))}</span>
      {swap.gives_back && <span class="num dim">{said.back(spanWords(stretchOf(swap.gives_back)))}</span>}
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      <div class="tools no-print">
        {canAnswer && (
          <button type="button" class="tool" onClick={() => setAnswer('yes')}>
            {takerOf({ board, swap }) === 'me' ? said.accept : said.acceptFor}
          </button>
        )}
        {canAnswer && canRefuse && (
          <button type="button" class="tool" onClick={() => setAnswer('no')}>
            {said.refuse}
          </button>
        )}
        {swap.mine && (
          <Act class="tool" busy={said.withdrawing} onAct={takeBack}>
            {said.withdraw}
          </Act>
        )}
        {!canAnswer && <span class="dim">{said.waiting}</span>}
      </div>
      {answer === 'yes' && <AcceptDialog board={board} swap={swap} onClose={close} />}
      {answer === 'no' && <RefuseDialog board={board} swap={swap} onClose={close} />}
    </li>
  );
}

export function Requests({ board }: { board: Board }) {
  if (!board.swaps.length) return null;
  return (
    <section class="asks lit">
      <h3>{dutyWords().requests}</h3>
      <ul>
        {board.swaps.map((swap) => (
          <Request key={swap.id} board={board} swap={swap} />
        ))}
      </ul>
    </section>
  );
}
