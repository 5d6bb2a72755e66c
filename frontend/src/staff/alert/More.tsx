/** What else can be done about one alert than taking it: hand it back, have more people called, note that somebody has it. */
import { useState } from 'preact/hooks';
import '../../style/tables.css';
import '../../style/alert.css';
import { type Alert, handBack, undoAcknowledgement } from '../../data/alerts.ts';
import { back, exit, phone } from '../../parts/glyphs.tsx';
import { people } from '../../parts/glyphs-staff.tsx';
import { type Glyph, Icon } from '../../parts/Icon.tsx';
import { Act } from '../parts/Act.tsx';
import { Guard } from '../parts/Guard.tsx';
import { failureWords } from '../parts/Trouble.tsx';
import { to } from '../routes.ts';
import { pollNow } from '../state/poll.ts';
import { go, search } from '../state/router.ts';
import { asked, failureOf, isSupervisor, me } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { BehalfDialog } from './Behalf.tsx';
import { EscalateDialog } from './Escalate.tsx';
import { HandBackDialog } from './HandBack.tsx';
import { HistoryPanel } from './History.tsx';
import { newsOf } from './news.ts';
import { alertWords } from './words.ts';

export { WhyBack } from './WhyBack.tsx';

type Asking = 'hand_back' | 'escalate' | 'behalf' | null;

export interface MoreProps {
  id: string;
  /** None for an alert that is closed: it has a history, and nothing to do. */
  alert?: Alert | undefined;
  /** Says calmly what has changed, and shows the alert as it is now. */
  onNews(text: string): void;
  onChanged(): void;
}

function Choice({ glyph, onPress, children }: { glyph: Glyph; onPress(): void; children: string }) {
  return (
    <li>
      <button type="button" class="tool" onClick={onPress}>
        <Icon of={glyph} />
        {children}
      </button>
    </li>
  );
}

function Acts({ alert, onNews, onChanged }: Required<Omit<MoreProps, 'id' | 'alert'>> & { alert: Alert }) {
  const said = alertWords();
  const close = () => setAsking(null);
  const held = alert.state === 'acknowledged';
  const mine = held && alert.acknowledged_by?.id === me.value?.id;
  const free = alert.state === 'triggered' || alert.provisional;
  // A report's page leads straight to the question.
  const [asking, setAsking] = useState<Asking>(mine && search.peek().has('back') ? 'hand_back' : null);
  /** A refusal that says what has changed closes the dialog; anything else stays in it, to be tried again. */
  const answered = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      const news = newsOf(error);
      if (!news) throw error;
      close();
      onNews(said.news[news]);
      return false;
    }
    close();
    return true;
  };
  const giveBack = async (reason: string) => {
    if (!(await answered(asked(handBack(alert.id, reason))))) return;
    go(to.inbox, { replace: true });
    say(said.handedBack);
    void pollNow();
  };
  const undo = async () => {
    try {
      if (!(await answered(asked(undoAcknowledgement(alert.id))))) return;
      say(said.behalf.undone);
      onChanged();
      void pollNow();
    } catch (error) {
      say(failureWords(failureOf(error)));
    }
  };
  return (
    <div class="call-more no-print">
      <ul aria-label={said.more}>
        {mine && (
          <Choice glyph={exit} onPress={() => setAsking('hand_back')}>
            {said.cannot}
          </Choice>
        )}
        {held && alert.noted_by?.id === me.value?.id && (
          <li>
            <Act class="tool" glyph={back} busy={said.behalf.undoing} onAct={undo}>
              {said.behalf.undo}
            </Act>
          </li>
        )}
        <Choice glyph={phone} onPress={() => setAsking('escalate')}>
          {said.callMore}
        </Choice>
        {isSupervisor() && free && (
          <Choice glyph={people} onPress={() => setAsking('behalf')}>
            {said.somebody}
          </Choice>
        )}
      </ul>
      {asking === 'hand_back' && <HandBackDialog alert={alert} onReason={giveBack} onClose={close} />}
      {asking === 'escalate' && <EscalateDialog alert={alert} answered={answered} onDone={onChanged} onClose={close} />}
      {asking === 'behalf' && <BehalfDialog alert={alert} answered={answered} onDone={onChanged} onClose={close} />}
    </div>
  );
}

export function More({ id, alert, onNews, onChanged }: MoreProps) {
  return (
    <>
      {alert && <Acts alert={alert} onNews={onNews} onChanged={onChanged} />}
      {isSupervisor() && (
        <Guard>
          <HistoryPanel id={id} />
        </Guard>
      )}
    </>
  );
}
