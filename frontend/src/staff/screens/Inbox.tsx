/** What waits, by the time that is left. */
import { useEffect } from 'preact/hooks';
import { PRIORITIES } from '../../data/practice.ts';
import { grouped } from '../inbox_order.ts';
import { Act } from '../parts/Act.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Lamp } from '../parts/Lamp.tsx';
import { Phrases } from '../parts/Phrases.tsx';
import { Columns, GroupHead, ReportRow } from '../parts/Rows.tsx';
import { Stale, Trouble, Waiting } from '../parts/Trouble.tsx';
import { to } from '../routes.ts';
import { momentOf } from '../state/content.ts';
import { choose, cursor, failure, filter, filterFrom, type InboxFilter, more, refresh, rows, searchOf, seenAt, shown, STATES } from '../state/inbox.ts';
import { onDuty } from '../state/duty.ts';
import { go, search } from '../state/router.ts';
import { words } from '../words.ts';

const ALL: InboxFilter = { mine: false };

function FilterLink({ wanted, label }: { wanted: InboxFilter; label: string }) {
  const { state, mine, priority, unanswered } = filter.value;
  const here = state === wanted.state && mine === wanted.mine && unanswered === wanted.unanswered;
  return (
    <a class="filter" href={to.inbox + searchOf({ ...wanted, priority })} aria-current={here ? 'true' : undefined}>
      {label}
      {here && rows.value && (
        <span class="num">
          {shown.value.length}
          {cursor.value && '+'}
        </span>
      )}
    </a>
  );
}

function Filters() {
  const said = words().inbox;
  return (
    <nav class="filters" aria-label={said.filter}>
      <FilterLink wanted={ALL} label={said.all} />
      <FilterLink wanted={{ mine: true }} label={said.mine} />
      <FilterLink wanted={{ mine: false, unanswered: true }} label={said.unanswered} />
      {STATES.map((state) => (
        <FilterLink key={state} wanted={{ mine: false, state }} label={said.state[state]} />
      ))}
      <span class="pick">
        <select
          class="filter"
          aria-label={said.priority}
          value={filter.value.priority ?? ''}
          onChange={(event) => go(to.inbox + searchOf({ ...filter.value, priority: PRIORITIES.find((each) => each === event.currentTarget.value) }))}
        >
          <option value="">{said.anyPriority}</option>
          {PRIORITIES.map((priority) => (
            <option key={priority} value={priority}>
              {words().priority[priority]}
            </option>
          ))}
        </select>
      </span>
    </nav>
  );
}

function Empty() {
  const said = words().inbox;
  const { state, priority, mine, unanswered } = filter.value;
  if (state || priority || mine || unanswered) {
    return (
      <div class="empty">
        <h2>{said.emptyFilter}</h2>
        <p>
          <a class="btn line" href={to.inbox}>
            {said.showAll}
          </a>
        </p>
      </div>
    );
  }
  return (
    <div class="empty">
      <Lamp light="lit" />
      <h2 class="say-big">
        <Phrases of={said.empty} />
      </h2>
      <p>{onDuty.value ? said.emptyOn : said.emptyOff}</p>
    </div>
  );
}

function List() {
  if (!rows.value) return failure.value ? <Trouble failure={failure.value} onAgain={() => void refresh()} /> : <Waiting />;
  const groups = grouped(shown.value);
  return (
    <>
      {failure.value && <Stale since={momentOf(seenAt.value)} />}
      {groups.length === 0 && <Empty />}
      {groups.map(({ group, rows: found }, index) => (
        <section key={group}>
          <GroupHead group={group} count={found.length} />
          {index === 0 && <Columns />}
          <ul class="rows">
            {found.map((row) => (
              <ReportRow key={row.reference} row={row} />
            ))}
          </ul>
        </section>
      ))}
      {cursor.value && (
        <p class="after-s">
          <Act class="btn line wide" busy={words().loading} onAct={more}>
            {words().inbox.more}
          </Act>
        </p>
      )}
    </>
  );
}

export function Inbox() {
  const wanted = search.value;
  useEffect(() => choose(filterFrom(wanted)), [wanted]);
  return (
    <Frame title={words().inbox.title}>
      <div class="wrap">
        <Filters />
        <List />
      </div>
    </Frame>
  );
}
