/** Where a notification leads: one alert, one big action. Taking it opens the report. */
import { useEffect, useState } from 'preact/hooks';
import { type Alert, listAlerts } from '../../data/alerts.ts';
import { check } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { phone } from '../../parts/glyphs.tsx';
import { Act } from '../parts/Act.tsx';
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
import { asked, type Failure, failureOf, me } from '../state/session.ts';
import { words } from '../words.ts';

const REFERENCE = /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/;
/** Alerts may be about other things than reports; only a report can be opened. */
const leadsToReport = (alert: Alert) => REFERENCE.test(alert.subject);

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
  const ringing = alerts.value.some((each) => each.id === id);
  // Learnt anew when it starts or stops ringing: somebody else may have been faster.
  useEffect(() => void learn(), [id, ringing]);
  return [found, learn];
}

function Ringing({ alert, onTaken }: { alert: Alert; onTaken(): void }) {
  const said = words().alert;
  const [failure, setFailure] = useState<Failure | null>(null);
  const act = async () => {
    try {
      setFailure(null);
      await take(alert.id);
      if (leadsToReport(alert)) go(to.report(alert.subject), { replace: true });
      else onTaken();
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const next = alert.next_at ? Date.parse(alert.next_at) - now.value : 0;
  return (
    <section class="call-card" data-p={digit(alert.urgency)}>
      <Lamp light="lit" />
      <p class="call-u">
        <Urgency of={alert.urgency} />
      </p>
      <h1>{said.title}</h1>
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
        {leadsToReport(alert) && (
          <a class="btn main" href={to.report(alert.subject)}>
            {said.open}
          </a>
        )}
      </p>
    </div>
  );
}

export function AlertScreen({ id }: { id: string }) {
  const said = words().alert;
  const [found, learn] = useAlert(id);
  return (
    <Frame title={said.title} backTo={words().inbox.title}>
      <div class="wrap">
        {found.state === 'waiting' && <Waiting />}
        {found.state === 'failed' && <Trouble failure={found.failure} onAgain={() => void learn()} />}
        {found.state === 'gone' && (
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
        )}
        {found.state === 'found' &&
          (found.alert.state === 'triggered' ? <Ringing alert={found.alert} onTaken={() => void learn()} /> : <Taken alert={found.alert} />)}
      </div>
    </Frame>
  );
}
