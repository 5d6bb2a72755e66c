/** A supervisor notes that somebody has an alert in hand, in that person's name. */
import { useEffect, useState } from 'preact/hooks';
import { type Acknowledgement, deliveriesOf, type History } from '../../data/alerts.ts';
import { type Listener, readHearingBoard } from '../../data/hearing_board.ts';
import { Banner } from '../../parts/Banner.tsx';
import { Radios } from '../../parts/Choice.tsx';
import { late } from '../../parts/glyphs-form.tsx';
import { Act } from '../parts/Act.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { failureWords, Trouble, Waiting } from '../parts/Trouble.tsx';
import { momentOf } from '../state/content.ts';
import { pollNow } from '../state/poll.ts';
import { take } from '../state/ringing.ts';
import { asked, type Failure, failureOf, me } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { candidates } from './coming.ts';
import type { AnswerProps } from './Escalate.tsx';
import { sawOf } from './news.ts';
import { alertWords } from './words.ts';

/** When and why somebody handed it back last, if they did. */
const handedBackBy = (id: string | undefined, reasons: History['reasons']) => reasons.filter(({ kind, person }) => kind === 'hand_back' && person.id === id).at(-1);

/** What a supervisor should know before the ringing stops in somebody's name. */
function notesOn({ id, on_duty: on, reachable }: Listener, reasons: History['reasons']): string {
  const said = alertWords().behalf;
  const back = handedBackBy(id, reasons);
  const notes = [on ? said.onDuty : said.offDuty, reachable === false && said.unheard, back && said.handedBack(momentOf(back.at))];
  return notes.filter(Boolean).join(words().comma);
}

export function BehalfDialog({ alert, answered, onDone, onClose }: AnswerProps) {
  const said = alertWords().behalf;
  const [people, setPeople] = useState<Listener[] | null>(null);
  const [reasons, setReasons] = useState<History['reasons']>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [picked, setPicked] = useState<string>();
  const [error, setError] = useState<string>();
  const learn = async () => {
    try {
      setFailure(null);
      const [board, told] = await Promise.all([asked(readHearingBoard(alert.team.id)), asked(deliveriesOf(alert.id))]);
      setReasons(told.reasons);
      setPeople(candidates(board.on_duty, board.members, me.peek()?.id));
    } catch (failed) {
      setFailure(failureOf(failed));
    }
  };
  useEffect(() => void learn(), [alert.team.id]);
  const act = async () => {
    if (!picked) return setError(said.needPick);
    try {
      setError(undefined);
      let answer: Acknowledgement | undefined;
      if (!(await answered(take(alert.id, sawOf(alert), picked).then((found) => void (answer = found))))) return;
      const by = answer?.acknowledged_by;
      if (by) say(by.id === picked ? said.done(by.name) : said.faster(by.name));
      onDone();
      void pollNow();
    } catch (failed) {
      setError(failureWords(failureOf(failed)));
    }
  };
  const options = (people ?? []).map((person) => ({ value: person.id, label: person.name, hint: notesOn(person, reasons) }));
  const refused = handedBackBy(picked, reasons);
  return (
    <Dialog title={said.title} onClose={onClose}>
      <p class="dim">{said.hint}</p>
      {!people && !failure && <Waiting />}
      {failure && <Trouble failure={failure} onAgain={() => void learn()} />}
      {people?.length === 0 && <p>{said.nobody}</p>}
      {options.length > 0 && <Radios class="pset-box" name="who-has-it" legend={said.people} legendHidden options={options} value={picked} onPick={setPicked} />}
      {refused && (
        <Banner glyph={late} tone="bad" title={said.refused(refused.person.name, momentOf(refused.at))}>
          <p class="said">{refused.reason}</p>
        </Banner>
      )}
      {error && (
        <p class="wrong" role="alert">
          {error}
        </p>
      )}
      <div class="two">
        {options.length > 0 && (
          <Act class="btn main" busy={said.going} onAct={act}>
            {said.go}
          </Act>
        )}
        <button type="button" class="btn line" onClick={onClose}>
          {words().cancel}
        </button>
      </div>
    </Dialog>
  );
}
