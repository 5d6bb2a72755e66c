/** The parts of one report that are not the reporter's: why this urgency, what was decided, what has happened. */
import type { ComponentChildren } from 'preact';
import type { PriorityReason, Report, Screening } from '../../data/reports.ts';
import { person } from '../../parts/glyphs.tsx';
import { check, help, pen } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { storyOf } from '../events.ts';
import { asking, questionWords, roleWords } from '../facts.ts';
import { to } from '../routes.ts';
import { dispositionOf, fullMomentOf, labelOf, momentOf } from '../state/content.ts';
import { me } from '../state/session.ts';
import { inLanguage } from '../../i18n/index.ts';
import { pageTitle } from '../titles.ts';
import { words } from '../words.ts';
import { Phrases } from './Phrases.tsx';
import { digit, Urgency } from './Urgency.tsx';

export function Panel({ title, children, urgency, class: extra }: { title: ComponentChildren; children: ComponentChildren; urgency?: string; class?: string }) {
  return (
    <section class={extra ? `panel ${extra}` : 'panel'} data-p={urgency}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function Head({ report }: { report: Report }) {
  const title = pageTitle(report);
  const where = report.place?.name ?? words().inbox.noPlace;
  return (
    <div class="rep-head">
      <Urgency of={report.priority} />
      <h1>{title.length > 1 ? <Phrases of={title} /> : title[0]}</h1>
      <p class="dim num">
        <span class="no-print">{words().report.from(roleWords(report.role))} · </span>
        {where} · <time dateTime={report.received_at}>{fullMomentOf(report.received_at)}</time>
      </p>
      <Holder alert={report.alert} />
    </div>
  );
}

/** In whose hands it is, above all else that is told of it: two people who each think so are as bad as nobody. */
function Holder({ alert }: { alert: Report['alert'] }) {
  const said = words().report;
  if (!alert) return null;
  const { acknowledged_by: by, acknowledged_at: at, provisional } = alert;
  if (!by) return alert.state === 'triggered' ? <p class="held none">{said.heldByNobody}</p> : null;
  const who = by.id === me.value?.id ? words().you : by.name;
  return (
    <p class="held">
      <Icon of={person} />
      <span class="num">{provisional ? said.heldForNow(who, at ? momentOf(at) : '') : said.held(who, at ? momentOf(at) : '')}</span>
      {alert.state === 'acknowledged' && by.id === me.value?.id && (
        <a class="link no-print" href={`${to.alert(alert.id)}?back`}>
          {said.cannot}
        </a>
      )}
    </p>
  );
}

/** So many open questions are shown at once; the rest unfolds. */
const FEW = 4;

function OpenQuestions({ reasons }: { reasons: PriorityReason[] }) {
  return (
    <ul class="why">
      {reasons.map(({ question }) => (
        <li key={question}>
          <Icon of={help} />
          <span>{questionWords(question)}</span>
        </li>
      ))}
    </ul>
  );
}

export function WhyPanel({ report }: { report: Report }) {
  const said = words().report;
  const { priority_reasons: reasons, priority, first_priority: first } = report;
  const deciding = reasons.filter((reason) => reason.effect === 'decides');
  const open = reasons.filter((reason) => reason.effect === 'open');
  const line = ({ question, answer, derived }: Report['priority_reasons'][number]) => {
    const notes = [said.answer[answer], derived && said.derived].filter(Boolean).join(words().comma);
    const asked = questionWords(question);
    return notes ? asking(asked, notes) : asked;
  };
  return (
    <Panel title={said.why(words().priority[priority])} urgency={digit(priority)}>
      {first !== priority && <p class="dim">{said.raisedFrom(words().priority[first])}</p>}
      {reasons.length === 0 && <p class="dim">{said.noReasons}</p>}
      <ul class="why">
        {deciding.map((reason) => (
          <li key={reason.question} class={reason.answer === 'yes' ? 'yes' : undefined}>
            <Icon of={reason.answer === 'yes' ? check : help} />
            <span>{line(reason)}</span>
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <>
          <h3 class="small-h">{said.open}</h3>
          <OpenQuestions reasons={open.slice(0, FEW)} />
          {open.length > FEW && (
            <details>
              <summary>{said.openMore(open.length - FEW)}</summary>
              <OpenQuestions reasons={open.slice(FEW)} />
            </details>
          )}
        </>
      )}
      <p class="dim">
        <small>{said.rules(report.practice_version)}</small>
      </p>
    </Panel>
  );
}

export function EventsPanel({ report }: { report: Report }) {
  const told = storyOf(report.events);
  const last = report.state === 'new' || report.state === 'opened' ? told.length - 1 : -1;
  return (
    <Panel title={words().report.events}>
      <ol class="line tight">
        {told.map(({ at, text }, index) => (
          <li key={`${at} ${text}`} class={index === last ? 'live' : 'done'}>
            <time dateTime={at}>{momentOf(at)}</time>
            {text}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Decided({ decision: { disposition, track, reason, by, at, priority, priority_before: before } }: { decision: Screening }) {
  return (
    <>
      <p>
        <b>{inLanguage(dispositionOf(disposition)?.label) || disposition}</b> · {labelOf('tracks', track)}
      </p>
      {priority !== before && <p>{words().report.changedTo(words().priority[before], words().priority[priority])}</p>}
      {reason && <p class="words">{reason}</p>}
      <p class="dim num">{[by?.name, momentOf(at)].filter(Boolean).join(' · ')}</p>
    </>
  );
}

/** The decision that holds, a way to change it, and the ones before it. */
export function DecisionPanel({ report, decisions: [latest, ...earlier] }: { report: Report; decisions: Screening[] }) {
  if (!latest) return null;
  const isDone = report.state === 'decided' || report.state === 'closed';
  return (
    <Panel title={words().report.decision}>
      <Decided decision={latest} />
      {isDone && report.may.screen && (
        <a class="tool after-s no-print" href={to.screening(report.reference)}>
          <Icon of={pen} />
          {words().report.redecide}
        </a>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{words().report.earlier(earlier.length)}</summary>
          {earlier.map((decision) => (
            <div key={decision.at} class="addition">
              <Decided decision={decision} />
            </div>
          ))}
        </details>
      )}
    </Panel>
  );
}
