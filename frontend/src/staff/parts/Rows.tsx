/** Reports as rows: one link each. On a phone a card, on a wide screen the same spans become columns. */
import type { Row } from '../../data/reports.ts';
import { grouped, heldBy, type Group } from '../inbox_order.ts';
import { to } from '../routes.ts';
import { clockOf } from '../spans.ts';
import { labelOf, momentOf } from '../state/content.ts';
import { now } from '../state/now.ts';
import { me } from '../state/session.ts';
import { rowTitle } from '../titles.ts';
import { words } from '../words.ts';
import { Chip, Wick } from './Clock.tsx';
import { SoundSwitch } from './RingBanner.tsx';
import { digit, Urgency } from './Urgency.tsx';

function With({ row }: { row: Row }) {
  const holder = heldBy(row);
  if (!holder) return <span>{words().inbox.nobody}</span>;
  const name = holder.id === me.value?.id ? words().you : holder.name;
  return <span>{row.alert?.provisional ? `${name} · ${words().inbox.provisional}` : name}</span>;
}

/** That it was handed back, or put into my hands, else what the reporter waits for, if anything. */
function Word({ row }: { row: Row }) {
  const said = words().inbox;
  const back = row.alert?.handed_back;
  if (back) return <b class="unread anew">{words().handedBack(back.by?.name ?? '', momentOf(back.at))}</b>;
  const given = row.alert?.given;
  if (given && heldBy(row)?.id === me.value?.id) return <b class="unread">{words().givenToMe(given.by?.name ?? '', momentOf(given.at))}</b>;
  if (row.unread) return <b class="unread">{said.unread(row.unread)}</b>;
  return row.result && !row.result.at && row.state === 'closed' ? <b class="unread">{said.owed(row.result.overdue)}</b> : null;
}

export function ReportRow({ row, current }: { row: Row; current?: boolean }) {
  const said = words().inbox;
  const used = clockOf(row.due, now.value)?.used ?? 0;
  const from = row.role ? labelOf('roles', row.role) : words().report.roleUnknown;
  return (
    <li>
      <a class="row" href={to.report(row.reference)} data-p={digit(row.priority)} aria-current={current ? 'true' : undefined}>
        <Urgency of={row.priority} />
        <span class="row-t">
          {rowTitle(row)} <Word row={row} /> {row.unverified && <small class="dim">{said.unverified}</small>}
        </span>
        <span class="row-meta">
          <span>{row.place?.name ?? said.noPlace}</span>
          <span>
            {from} <time>{momentOf(row.received_at)}</time>
          </span>
          <With row={row} />
        </span>
        <Chip due={row.due} pressed={!!row.alert?.handed_back} />
        <Wick used={used} />
      </a>
    </li>
  );
}

/** The heads of the columns; read out as part of each row's words, so hidden from screen readers. */
export function Columns() {
  return (
    <div class="cols" aria-hidden="true">
      {words().inbox.columns.map((column) => (
        <span key={column}>{column}</span>
      ))}
    </div>
  );
}

export function GroupHead({ group, count }: { group: Group; count: number }) {
  const said = words().inbox;
  return (
    <div class="group-head">
      <h2 class="group">
        {said.group[group]} <span class="num">{count}</span>
        {said.groupHint[group] && <small>{said.groupHint[group]}</small>}
      </h2>
      {group === 'ringing' && <SoundSwitch />}
    </div>
  );
}

/** The inbox beside an open report: the same order, without the groups' heads. */
export function Pane({ rows, current }: { rows: readonly Row[]; current: string }) {
  return (
    <aside class="pane" aria-label={words().inbox.title}>
      <h2>{words().inbox.title}</h2>
      <ul class="rows">
        {grouped(rows).flatMap((each) => each.rows).map((row) => (
          <ReportRow key={row.reference} row={row} current={row.reference === current} />
        ))}
      </ul>
    </aside>
  );
}
