/** What the reporter said: the words, what they added, and all that is known from it. */
import type { ComponentChildren } from 'preact';
import type { Report } from '../../data/reports.ts';
import { info } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { additionFacts, type Fact, factsOf, type Fields, roleWords, writtenFact } from '../facts.ts';
import { momentOf } from '../state/content.ts';
import { telephoneOf } from '../telephone.ts';
import { words } from '../words.ts';
import { Guard } from './Guard.tsx';
import { Panel } from './Panels.tsx';
import { SafeContactNote } from './SafeContactNote.tsx';

/** What came sealed and no rule knew: kept word for word. */
function Unparsed({ of: rest }: { of: Fields['unparsed'] }) {
  if (!Object.keys(rest ?? {}).length) return null;
  return (
    <details>
      <summary>{words().report.unparsed}</summary>
      <p class="raw">{JSON.stringify(rest, null, 1)}</p>
    </details>
  );
}

function Flags({ of: flags }: { of: string[] | undefined }) {
  if (!flags?.length) return null;
  return (
    <ul class="why">
      {flags.map((flag) => (
        <li key={flag}>
          <Icon of={info} />
          <span>{words().report.flags[flag] ?? flag}</span>
        </li>
      ))}
    </ul>
  );
}

/** A number by which it is called, or the words as they are where they hold no single number. */
function Calling({ text }: { text: string }) {
  const number = telephoneOf(text);
  if (!number) return <>{text}</>;
  return (
    <a class="link num" href={`tel:${number}`}>
      {text}
    </a>
  );
}

function FactList({ facts, children }: { facts: Fact[]; children?: ComponentChildren }) {
  return (
    <dl class="facts">
      {facts.map(({ name, value, private: hidden, phone }) => (
        <div key={name} class={hidden ? 'no-print' : undefined}>
          <dt>{name}</dt>
          <dd>{typeof value === 'string' ? phone ? <Calling text={value} /> : value : value.map((line) => <span key={line}>{line}</span>)}</dd>
        </div>
      ))}
      {children}
    </dl>
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
        <p class="dim">{report.what_by === 'voice' ? (report.attachments.some(({ kind }) => kind === 'voice') ? said.spoken : said.spokenNotYet) : report.danger_now === 'yes' ? said.noWords : said.noWordsYet}</p>
      )}
      <Unparsed of={report.unparsed} />
    </Panel>
  );
}

/** `onDisclose` is given when this person may see who reported, and there is something to see. */
export function KnownPanel({ report, onDisclose }: { report: Report; onDisclose?: (() => void) | undefined }) {
  const said = words().report;
  const { reporter } = report;
  const mode = reporter.mode ? (said.mode[reporter.mode] ?? reporter.mode) : '';
  return (
    <Panel title={said.known}>
      <FactList facts={[...factsOf(report), ...writtenFact(report.claimed_at, report.received_at)]}>
        <div class="no-print">
          <dt>{said.facts.reporter}</dt>
          <dd>
            {[roleWords(reporter.role), mode, !onDisclose && !reporter.has_identity && words().disclose.noIdentity].filter(Boolean).join(words().comma)}
            {onDisclose && (
              <button type="button" class="link textbtn" onClick={onDisclose}>
                {words().disclose.open}
              </button>
            )}
            {(reporter.has_identity || reporter.safe_contact) && <SafeContactNote of={reporter.safe_contact} />}
          </dd>
        </div>
        {report.call && (
          <div>
            <dt>{said.facts.call}</dt>
            <dd>{said.called(momentOf(report.call.began_at), momentOf(report.received_at), report.call.taken_by?.name ?? '')}</dd>
          </div>
        )}
        {report.entrance && (
          <div class="no-print">
            <dt>{said.facts.entrance}</dt>
            <dd>{report.entrance.name}</dd>
          </div>
        )}
        {reporter.institution && (
          <div class="no-print">
            <dt>{said.facts.institution}</dt>
            <dd>{reporter.institution}</dd>
          </div>
        )}
      </FactList>
      <Flags of={report.flags} />
    </Panel>
  );
}

export function AdditionsPanel({ report }: { report: Report }) {
  const said = words().report;
  if (!report.additions.length) return null;
  return (
    <Panel title={said.additions}>
      {report.additions.map(({ received_at: at, fields }) => (
        <Guard key={at}>
          <Addition at={at} fields={fields as Fields} />
        </Guard>
      ))}
    </Panel>
  );
}

function Addition({ at, fields }: { at: string; fields: Fields }) {
  const said = words().report;
  const facts = additionFacts(fields, at);
  const isEmpty = !fields.what && !facts.length && !fields.flags?.length && !Object.keys(fields.unparsed ?? {}).length;
  return (
    <div class="addition">
      <p class="dim num">{said.added(momentOf(at))}</p>
      {typeof fields.what === 'string' && fields.what && <blockquote class="words">{fields.what}</blockquote>}
      {isEmpty ? <p class="dim">{said.addedNothing}</p> : <FactList facts={facts} />}
      <Flags of={fields.flags} />
      <Unparsed of={fields.unparsed} />
    </div>
  );
}
