/** An alert that calls for somebody: one big action, and what it does. */
import type { Acknowledgement, Alert } from '../../data/alerts.ts';
import { check } from '../../parts/glyphs-form.tsx';
import { phone } from '../../parts/glyphs.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Act } from '../parts/Act.tsx';
import { Guard } from '../parts/Guard.tsx';
import { Lamp } from '../parts/Lamp.tsx';
import { later } from '../parts/later.tsx';
import { digit, Urgency } from '../parts/Urgency.tsx';
import { to } from '../routes.ts';
import { spanOf } from '../spans.ts';
import { emergencyNumber, momentOf } from '../state/content.ts';
import { now } from '../state/now.ts';
import { go } from '../state/router.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { newsOf, sawOf } from './news.ts';
import { NotYours } from './NotYours.tsx';
import { subjectOf } from './subject.ts';
import { useTaking } from './taking.ts';
import { alertWords } from './words.ts';

/** Who and when is known at once; why is sealed, and comes when it is looked at. */
const WhyBack = later(async () => (await Promise.all([import('./More.tsx'), alertWords.load()]))[0].WhyBack);

/** Alerts may be about other things than reports; only a report can be opened. */
export const reportOf = (alert: Alert): string | undefined => subjectOf(alert.subject)?.reference;

/** What is new, where it is not the report itself. */
function titleOf(alert: Alert): string {
  const kind = subjectOf(alert.subject)?.kind;
  return kind === 'message' || kind === 'result' ? words().alert.about[kind] : words().alert.title;
}

function nextWords({ next_at: at, everybody_next: everybody }: Alert): string {
  const said = words().alert;
  const next = at ? Date.parse(at) - now.value : 0;
  if (next <= 0) return everybody ? said.everybodyNow : said.nextNow;
  return (everybody ? said.everybody : said.next)(words().span(spanOf(next)));
}

interface RingingProps {
  alert: Alert;
  onTaken(): void;
  /** Says calmly what is not any more as it was seen. */
  onNews(text: string): void;
}

export function Ringing({ alert, onTaken, onNews }: RingingProps) {
  const said = words().alert;
  const onAnswer = ({ by_me: mine, acknowledged_by: by, acknowledged_at: at }: Acknowledgement, waited: boolean) => {
    if (!mine) return onNews(by && at ? said.faster(by.name, momentOf(at)) : said.changed);
    const reference = reportOf(alert);
    if (reference) go(to.report(reference), { replace: true });
    else onTaken();
    if (waited) say(said.nowYours);
  };
  const onRefused = (error: unknown) => {
    const news = newsOf(error);
    if (news) onNews(said.changed);
    return news !== null;
  };
  const { taking, press, giveUp } = useTaking({ onAnswer, onRefused });
  return (
    <section class="call-card" data-p={digit(alert.urgency)}>
      <Lamp light="lit" />
      <p class="call-u">
        <Urgency of={alert.urgency} />
      </p>
      <h1>{titleOf(alert)}</h1>
      <p class="dim num">
        {alert.team.name} · {said.raised(momentOf(alert.raised_at))}
      </p>
      {alert.handed_back && (
        <div class="gave-back">
          <b class="num">{words().handedBack(alert.handed_back.by?.name ?? '', momentOf(alert.handed_back.at))}</b>
          <Guard>
            <WhyBack key={alert.round} id={alert.id} />
          </Guard>
        </div>
      )}
      <p class="num">{nextWords(alert)}</p>
      <div class="call-acts">
        <NotYours taking={taking} onGiveUp={giveUp} />
        <Act class="btn main tall wide" glyph={check} busy={said.taking} onAct={() => press({ id: alert.id, saw: sawOf(alert) })}>
          {taking === 'waiting' ? said.tryNow : said.take}
        </Act>
        <p class="hint">{said.hint}</p>
        <a class="btn line" href={`tel:${emergencyNumber()}`}>
          <Icon of={phone} />
          {emergencyNumber()}
        </a>
      </div>
    </section>
  );
}
