/** The parts of one report: the words, what is known, why this urgency, what has happened. */
import type { ComponentChildren } from 'preact';
import type { PriorityReason, Report, Screening } from '../../data/reports.ts';
import { check, help, info } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { storyOf } from '../events.ts';
import { describeContact, type Fact, factsOf, type Fields, roleWords, questionWords } from '../facts.ts';
import { dispositionOf, fullMomentOf, labelOf, momentOf } from '../state/content.ts';
import { inLanguage } from '../../i18n/index.ts';
import { words } from '../words.ts';
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
  const title = report.excerpt || words().inbox.spoken;
  const where = report.place?.name ?? words().inbox.noPlace;
  return (
    <div class="rep-head">
      <Urgency of={report.priority} />
      <h1>{title}</h1>
      <p class="dim num">
        <span class="no-print">{words().report.from(roleWords(report.role))} · </span>
        {where} · <time dateTime={report.received_at}>{fullMomentOf(report.received_at)}</time>
      </p>
    </div>
  );
}

export function WordsPanel({ report }: { report: Report }) {
  const said = words().report;
  return (
    <Panel title={said.words}>
      {report.what ? (
        <blockquote class="words" lang={report.language.startsWith('zh') ? 'zh-CN' : report.language}>
          {report.what}
        </blockquote>
      ) : (
        <p class="dim">{said.noWords}</p>
      )}
      {Object.keys(report.unparsed ?? {}).length > 0 && (
        <details>
          <summary>{said.unparsed}</summary>
          <p class="raw">{JSON.stringify(report.unparsed, null, 1)}</p>
        </details>
      )}
    </Panel>
  );
}

function FactList({ facts, children }: { facts: Fact[]; children?: ComponentChildren }) {
  return (
    <dl class="facts">
      {facts.map(({ name, value, private: hidden }) => (
        <div key={name} class={hidden ? 'no-print' : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {children}
    </dl>
  );
}

/** `onDisclose` is given when this person may see who reported, and there is something to see. */
export function KnownPanel({ report, onDisclose }: { report: Report; onDisclose?: (() => void) | undefined }) {
  const said = words().report;
  const { reporter } = report;
  const mode = reporter.mode ? (said.mode[reporter.mode] ?? reporter.mode) : '';
  const contact = describeContact(reporter.safe_contact);
  const late = report.claimed_at && Date.parse(report.received_at) - Date.parse(report.claimed_at) > 5 * 60_000;
  return (
    <Panel title={said.known}>
      <FactList facts={factsOf(report)}>
        {late && report.claimed_at && (
          <div>
            <dt>{said.facts.written}</dt>
            <dd class="num">{said.written(momentOf(report.claimed_at), momentOf(report.received_at))}</dd>
          </div>
        )}
        <div class="no-print">
          <dt>{said.facts.reporter}</dt>
          <dd>
            {[roleWords(reporter.role), mode].filter(Boolean).join(words().comma)}
            {onDisclose ? (
              <button type="button" class="link textbtn" onClick={onDisclose}>
                {words().disclose.open}
              </button>
            ) : (
              !reporter.has_identity && <span class="dim"> · {words().disclose.noIdentity}</span>
            )}
          </dd>
        </div>
        {[
          { name: said.facts.institution, value: reporter.institution },
          { name: said.facts.contact, value: contact },
        ].map(
          ({ name, value }) =>
            value && (
              <div key={name} class="no-print">
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </FactList>
      {report.flags.length > 0 && (
        <ul class="why">
          {report.flags.map((flag) => (
            <li key={flag}>
              <Icon of={info} />
              <span>{said.flags[flag] ?? flag}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
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
    return notes ? `${asked}${/[？?]$/.test(asked) ? ' ' : words().colon}${notes}` : asked;
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

/** The decision that holds, and the ones before it. */
export function DecisionPanel({ decisions: [latest, ...earlier] }: { decisions: Screening[] }) {
  if (!latest) return null;
  return (
    <Panel title={words().report.decision}>
      <Decided decision={latest} />
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

export function AdditionsPanel({ report }: { report: Report }) {
  const said = words().report;
  if (!report.additions.length) return null;
  return (
    <Panel title={said.additions}>
      {report.additions.map(({ received_at: at, fields }) => (
        <div key={at} class="addition">
          <p class="dim num">{said.added(momentOf(at))}</p>
          {typeof fields['what'] === 'string' && fields['what'] && <blockquote class="words">{fields['what']}</blockquote>}
          <FactList facts={factsOf(fields as Fields)} />
        </div>
      ))}
    </Panel>
  );
}
