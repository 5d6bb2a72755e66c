/** Where a notification leads: one alert, one big action. Taking it opens the report. */
import { useEffect, useState } from 'preact/hooks';
import { type Alert, listAlerts } from '../../data/alerts.ts';
import { check, info } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { phone } from '../../parts/glyphs.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { alertWords } from '../alert/words.ts';
import { newsOf, sawOf } from '../alert/news.ts';
import { subjectOf } from '../alert/subject.ts';
import { Act } from '../parts/Act.tsx';
import { later } from '../parts/later.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Lamp } from '../parts/Lamp.tsx';
import { failureWords, Trouble, Waiting } from '../parts/Trouble.tsx';
import { Urgency, digit } from '../parts/Urgency.tsx';
import { to } from '../routes.ts';
import { spanOf } from '../spans.ts';
import { emergencyNumber, momentOf } from '../state/content.ts';
import { now } from '../state/now.ts';
import { alerts, take } from '../state/ringing.ts';
import { go } from '../state/router.ts';
import { asked, type Failure, failureOf, isSupervisor, me } from '../state/session.ts';
import { words } from '../words.ts';

/** The large button never waits for what stands below it. */
const More = later(async () => (await Promise.all([import('../alert/More.tsx'), alertWords.load()]))[0].More);

/** Alerts may be about other things than reports; only a report can be opened. */
const reportOf = (alert: Alert): string | undefined => subjectOf(alert.subject)?.reference;

/** What is new, where it is not the report itself. */
function titleOf(alert: Alert): string {
  const kind = subjectOf(alert.subject)?.kind;
  return kind === 'message' || kind === 'result' ? words().alert.about[kind] : words().alert.title;
}

type Found = { state: 'waiting' } | { state: 'failed'; failure: Failure } | { state: 'gone' } | { state: 'found'; alert: Alert };

/** Two short lists instead of all alerts that ever were; a closed one counts as gone. */
async function findAlert(id: string): Promise<Alert | undefined> {
  for (const state of ['triggered', 'acknowledged'] as const) {
    const found = (await asked(listAlerts(state))).body.items.find((each) => each.id === id);
    if (found) return found;
  }
  return undefined;
}

function useAlert(id: string): [Found, () => Promise<void>] {
  const [found, setFound] = useState<Found>({ state: 'waiting' });
  const learn = async () => {
    try {
      const alert = await findAlert(id);
      setFound(alert ? { state: 'found', alert } : { state: 'gone' });
    } catch (error) {
      setFound({ state: 'failed', failure: failureOf(error) });
    }
  };
  const ringing = alerts.value.find((each) => each.id === id);
  // Learnt anew when it starts or stops ringing, or rings otherwise: somebody else may have been faster.
  useEffect(() => void learn(), [id, ringing?.urgency, ringing?.round]);
  return [found, learn];
}

interface RingingProps {
  alert: Alert;
  onTaken(): void;
  onRefused(): void;
}

function Ringing({ alert, onTaken, onRefused }: RingingProps) {
  const said = words().alert;
  const [failure, setFailure] = useState<Failure | null>(null);
  const act = async () => {
    try {
      setFailure(null);
      await take(alert.id, sawOf(alert));
      const reference = reportOf(alert);
      if (reference) go(to.report(reference), { replace: true });
      else onTaken();
    } catch (error) {
      if (newsOf(error)) onRefused();
      else setFailure(failureOf(error));
    }
  };
  const next = alert.next_at ? Date.parse(alert.next_at) - now.value : 0;
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
      <p class="num">{next > 0 ? said.next(words().span(spanOf(next))) : said.nextNow}</p>
      {failure && (
        <p class="wrong" role="alert">
          {failure === 'unreachable' ? failureWords(failure) : said.failed}
        </p>
      )}
      <div class="call-acts">
        <Act class="btn main tall wide" glyph={check} busy={said.taking} onAct={act}>
          {said.take}
        </Act>
        <a class="btn line" href={`tel:${emergencyNumber()}`}>
          <Icon of={phone} />
          {emergencyNumber()}
        </a>
      </div>
      <p class="hint">{said.hint}</p>
    </section>
  );
}

function Taken({ alert }: { alert: Alert }) {
  const said = words().alert;
  const { acknowledged_by: by, acknowledged_at: at } = alert;
  const when = at ? momentOf(at) : '';
  return (
    <div class="empty">
      <Lamp light="dim" />
      <h1 class="say-big">{by ? said.taken : said.gone}</h1>
      {by && <p class="num">{by.id === me.value?.id ? said.mine(when) : said.other(by.name, when)}</p>}
      {alert.provisional && <p>{said.provisional}</p>}
      <p>
        {reportOf(alert) && (
          <a class="btn main" href={to.report(reportOf(alert) ?? '')}>
            {said.open}
          </a>
        )}
      </p>
    </div>
  );
}

/** What was refused because the alert is not any more what somebody saw: calmly, above the alert as it is now. */
function Changed({ before, alert, text }: { before: Alert | null; alert: Alert | null; text: string }) {
  const said = words().alert;
  const urgency = before && alert && before.urgency !== alert.urgency ? words().priority[alert.urgency] : null;
  return (
    <Banner glyph={info} role="status" title={text}>
      {urgency && <p>{said.urgencyNow(urgency)}</p>}
      {before && alert && alert.state === 'triggered' && before.round !== alert.round && <p>{said.ringsAnew}</p>}
    </Banner>
  );
}

function Gone() {
  const said = words().alert;
  return (
    <div class="empty">
      <Lamp light="dim" />
      <h1 class="say-big">{said.gone}</h1>
      <p>{said.goneHint}</p>
      <p>
        <a class="btn line" href={to.inbox}>
          {words().report.toInbox}
        </a>
      </p>
    </div>
  );
}

export function AlertScreen({ id }: { id: string }) {
  const said = words().alert;
  const [found, learn] = useAlert(id);
  const [news, setNews] = useState<{ text: string; before: Alert | null } | null>(null);
  const alert = found.state === 'found' ? found.alert : null;
  const tell = (text: string) => {
    setNews({ text, before: alert });
    void learn();
  };
  const settled = () => {
    setNews(null);
    void learn();
  };
  return (
    <Frame title={said.title} backTo={words().inbox.title}>
      <div class="wrap">
        {news && found.state !== 'failed' && <Changed before={news.before} alert={alert} text={news.text} />}
        {found.state === 'waiting' && <Waiting />}
        {found.state === 'failed' && <Trouble failure={found.failure} onAgain={() => void learn()} />}
        {found.state === 'gone' && <Gone />}
        {alert &&
          (alert.state === 'triggered' ? (
            <Ringing alert={alert} onTaken={settled} onRefused={() => tell(said.changed)} />
          ) : (
            <Taken alert={alert} />
          ))}
        {(alert || (found.state === 'gone' && isSupervisor())) && <More id={id} alert={alert ?? undefined} onNews={tell} onChanged={settled} />}
      </div>
    </Frame>
  );
}
