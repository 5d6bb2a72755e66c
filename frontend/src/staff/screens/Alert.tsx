/** Where a notification leads: one alert, one big action. Taking it opens the report. */
import { useEffect, useState } from 'preact/hooks';
import { type Alert, listAlerts } from '../../data/alerts.ts';
import { info } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { alertWords } from '../alert/words.ts';
import { reportOf, Ringing } from '../alert/Ringing.tsx';
import { later } from '../parts/later.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Lamp } from '../parts/Lamp.tsx';
import { Trouble, Waiting } from '../parts/Trouble.tsx';
import { to } from '../routes.ts';
import { momentOf } from '../state/content.ts';
import { alerts } from '../state/ringing.ts';
import { asked, type Failure, failureOf, isSupervisor, me } from '../state/session.ts';
import { words } from '../words.ts';

/** The large button never waits for what stands below it. */
const More = later(async () => (await Promise.all([import('../alert/More.tsx'), alertWords.load()]))[0].More);

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
      // What is on the screen stays there: a press of its button may be on its way.
      setFound((before) => (before.state === 'found' ? before : { state: 'failed', failure: failureOf(error) }));
    }
  };
  const ringing = alerts.value.find((each) => each.id === id);
  // Learnt anew when it starts or stops ringing, or rings otherwise: somebody else may have been faster.
  useEffect(() => void learn(), [id, ringing?.urgency, ringing?.round]);
  return [found, learn];
}

function Taken({ alert }: { alert: Alert }) {
  const said = words().alert;
  const { acknowledged_by: by, acknowledged_at: at, noted_by: noted } = alert;
  const mine = by?.id === me.value?.id;
  const when = at ? momentOf(at) : '';
  return (
    <div class="empty">
      <Lamp light="dim" />
      <h1 class="say-big">{by ? said.taken : said.gone}</h1>
      {by && <p class="num">{mine ? (noted ? words().givenToMe(noted.name, when) : said.mine(when)) : said.other(by.name, when)}</p>}
      {noted && !mine && <p>{noted.id === me.value?.id ? said.notedByMe : said.notedBy(noted.name)}</p>}
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
            <Ringing alert={alert} onTaken={settled} onNews={tell} />
          ) : (
            <Taken alert={alert} />
          ))}
        {(alert || (found.state === 'gone' && isSupervisor())) && <More id={id} alert={alert ?? undefined} onNews={tell} onChanged={settled} />}
      </div>
    </Frame>
  );
}
