/** For supervisors: who was told of an alert, by what, when, and what came of it. Fetched when it is asked for; printable. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Delivery, deliveriesOf, type History, type HistoryCall } from '../../data/alerts.ts';
import { check, late } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Act } from '../parts/Act.tsx';
import { Panel } from '../parts/Panels.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { momentOf } from '../state/content.ts';
import { present } from '../state/now.ts';
import { asked, type Failure, failureOf } from '../state/session.ts';
import { words } from '../words.ts';
import { newsOf } from './news.ts';
import { channelWords, countsOf, linesOf, outcomeOf, stepWords } from './told.ts';
import { alertWords } from './words.ts';

interface Found extends History {
  readAt: number;
}

function Cell({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <td data-name={name}>
      <span>{children}</span>
    </td>
  );
}

function Outcome({ delivery }: { delivery: Delivery }) {
  const { text, tone, why } = outcomeOf(delivery);
  const glyph = tone === 'ok' ? check : tone === 'no' ? late : null;
  return (
    <>
      <span class={tone ? `state ${tone}` : 'state'}>
        {glyph && <Icon of={glyph} />}
        {text}
      </span>
      {why && <small class="dim">{why}</small>}
    </>
  );
}

function Row({ delivery, calls }: { delivery: Delivery; calls: History['calls'] }) {
  const said = alertWords().history;
  return (
    <tr>
      <th scope="row">
        {delivery.person.name}
        <small class="dim">{stepWords(delivery.round, delivery.step, calls)}</small>
      </th>
      <Cell name={said.by}>{channelWords(delivery.channel)}</Cell>
      <Cell name={said.when}>
        <time dateTime={delivery.created_at}>{momentOf(delivery.created_at)}</time>
      </Cell>
      <Cell name={said.outcome}>
        <Outcome delivery={delivery} />
      </Cell>
    </tr>
  );
}

/** What leaves no message behind: nobody was on duty, or nothing of theirs could be tried. */
function Unheard({ call, calls }: { call: HistoryCall; calls: History['calls'] }) {
  const said = alertWords().history;
  const names = call.untold.map(({ name }) => name).join(words().and);
  return (
    <tr>
      <th scope="row">
        {names || said.nobody}
        <small class="dim">{stepWords(call.round, call.step, calls)}</small>
      </th>
      <Cell name={said.by}>{said.noWay}</Cell>
      <Cell name={said.when}>
        <time dateTime={call.at}>{momentOf(call.at)}</time>
      </Cell>
      <Cell name={said.outcome}>
        <span class="state no">
          <Icon of={late} />
          {names ? said.untold : said.skipped}
        </span>
      </Cell>
    </tr>
  );
}

function Reasons({ reasons }: { reasons: History['reasons'] }) {
  const said = alertWords().history;
  if (!reasons.length) return null;
  return (
    <>
      <h3 class="small-h after-s">{said.reasons}</h3>
      {reasons.map(({ kind, person, at, reason }) => (
        <div key={`${at} ${person.id}`} class="addition">
          <p class="dim num">
            {person.name} · {said.kind[kind]} · <time dateTime={at}>{momentOf(at)}</time>
          </p>
          {reason ? <p class="words">{reason}</p> : <p class="dim">{said.noReason}</p>}
        </div>
      ))}
    </>
  );
}

function Told({ found }: { found: Found }) {
  const said = alertWords().history;
  const lines = linesOf(found.items, found.calls);
  if (!lines.length) return <p>{said.empty}</p>;
  return (
    <>
      <p>{said.summary(countsOf(found.items, found.calls))}</p>
      <table class="tbl cards told">
        <caption class="vh">{said.title}</caption>
        <thead>
          <tr>
            {[said.person, said.by, said.when, said.outcome].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) =>
            'call' in line ? <Unheard key={index} call={line.call} calls={found.calls} /> : <Row key={index} delivery={line.delivery} calls={found.calls} />,
          )}
        </tbody>
      </table>
    </>
  );
}

export function HistoryPanel({ id }: { id: string }) {
  const said = alertWords().history;
  const [found, setFound] = useState<Found | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [barred, setBarred] = useState(false);
  const learn = async (more: Found | null) => {
    try {
      setFailure(null);
      const page = await asked(deliveriesOf(id, more?.next_cursor ?? undefined));
      setFound(more ? { ...page, items: [...more.items, ...page.items], calls: [...more.calls, ...page.calls], reasons: more.reasons, readAt: more.readAt } : { ...page, readAt: present() });
    } catch (error) {
      // A supervisor of another team, or somebody who is named in the report, has no history here and no fault either.
      const news = newsOf(error);
      if (news === 'not_supervisor' || news === 'gone') setBarred(true);
      else setFailure(failureOf(error));
    }
  };
  if (barred) return null;
  return (
    <Panel title={said.title} class="told-panel">
      {failure && <Trouble failure={failure} onAgain={() => void learn(null)} />}
      {found && (
        <>
          <Told found={found} />
          {found.next_cursor && (
            <Act class="tool no-print after-s" busy={said.going} onAct={() => learn(found)}>
              {said.more}
            </Act>
          )}
          <Reasons reasons={found.reasons} />
          <p class="hint num">{said.asOf(momentOf(found.readAt))}</p>
        </>
      )}
      {!failure && (
        <div class="tools no-print">
          <Act class="tool" busy={said.going} onAct={() => learn(null)}>
            {found ? said.again : said.show}
          </Act>
          {found && found.items.length + found.calls.length > 0 && (
            <button type="button" class="tool" onClick={() => print()}>
              {said.print}
            </button>
          )}
        </div>
      )}
    </Panel>
  );
}
