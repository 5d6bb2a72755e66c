/** The shift board: which team, which days, who is on when, what nobody covers, and what is asked. */
import { useEffect, useState } from 'preact/hooks';
import '../../style/duty.css';
import type { Board, DutyTeam } from '../../data/board.ts';
import { Banner } from '../../parts/Banner.tsx';
import { lampOff, people, week } from '../../parts/glyphs-staff.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { LampArt } from '../../parts/LampArt.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Stale, Trouble, Waiting } from '../parts/Trouble.tsx';
import { to } from '../routes.ts';
import { fullMomentOf, momentOf, zone } from '../state/content.ts';
import { now, present } from '../state/now.ts';
import { go, search } from '../state/router.ts';
import { words } from '../words.ts';
import { dayOf, toWall } from '../zone.ts';
import { zoneName } from '../zone_name.ts';
import { Changes } from './Changes.tsx';
import { DeedDialog, isMemberOf } from './DeedDialog.tsx';
import { DoneBanner } from './DoneBanner.tsx';
import { Feeds } from './Feeds.tsx';
import { Moves } from './Moves.tsx';
import { OverrideForm } from './OverrideForm.tsx';
import { Requests } from './Requests.tsx';
import { momentWords } from './say.ts';
import { gapsOf, type Slot, slotsOf } from './slots.ts';
import { addressOf, DAYS_SHOWN, failure, load, seenAt, shown, teams, type Wanted, wantedFrom } from './state.ts';
import { daysFrom, daysLater, type Piece } from './week.ts';
import { rangeWords, WeekView } from './WeekViews.tsx';
import { dutyWords } from './words.ts';

const DAY = 86_400_000;

function notesOn(team: DutyTeam): string {
  const said = dutyWords();
  if (!team.has_rota) return said.unplanned;
  return team.gaps > 0 ? said.gaps(team.gaps) : '';
}

/** What is missing in the plan of a team, by its id; "" where nothing is, or it is not known. */
export function planNotes(id: string): string {
  const team = teams.value?.find((one) => one.id === id);
  return team ? notesOn(team) : '';
}

function TeamOption({ team }: { team: DutyTeam }) {
  const notes = notesOn(team);
  return <option value={team.id}>{notes ? `${team.name} · ${notes}` : team.name}</option>;
}

function TeamPicker({ all, current, from }: { all: DutyTeam[]; current: string; from: string }) {
  const said = dutyWords();
  const groups = [
    { label: said.myTeams, members: all.filter((team) => team.mine) },
    { label: said.otherTeams, members: all.filter((team) => !team.mine) },
  ].filter(({ members }) => members.length);
  return (
    <label class="pick">
      <span class="vh">{said.team}</span>
      <select class="tool" value={current} onChange={(event) => go(addressOf({ team: event.currentTarget.value, from }))}>
        {groups.map(({ label, members }) => (
          <optgroup key={label} label={label}>
            {members.map((team) => (
              <TeamOption key={team.id} team={team} />
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/** What is open in the next 14 days, and the way there where it is not in sight. */
function Ahead({ team, wanted }: { team: DutyTeam; wanted: Wanted }) {
  const said = dutyWords();
  if (!team.has_rota) return null;
  if (!team.first_gap_at) return <p class="dim">{said.covered}</p>;
  const first = Date.parse(team.first_gap_at);
  const day = dayOf(first, zone());
  const isInSight = day >= wanted.from && day < daysLater(wanted.from, DAYS_SHOWN);
  return (
    <p class="dim">
      {said.gapsAhead(team.gaps)}
      {words().comma}
      {isInSight ? (
        said.firstGap(momentWords(first))
      ) : (
        <a class="link no-print" href={addressOf({ team: team.id, from: day })}>
          {said.firstGap(momentWords(first))}
        </a>
      )}
    </p>
  );
}

function Gaps({ gaps, board }: { gaps: Slot[]; board: Board }) {
  const said = dutyWords();
  if (!gaps.length) return null;
  const next = board.may_plan ? said.gapPlan : isMemberOf(board) && said.gapTake;
  return (
    <Banner glyph={lampOff} tone="bad" title={said.gapTitle(gaps.length)}>
      <p>{said.gapHint}</p>
      {next && <p class="no-print">{next}</p>}
    </Banner>
  );
}

function Empty({ board }: { board: Board }) {
  const said = dutyWords();
  return (
    <div class="empty board-empty">
      <LampArt />
      <h3>{said.emptyTitle}</h3>
      <p>{board.may_plan ? said.emptyPlan : said.emptyRead}</p>
      {board.may_plan && (
        <a class="btn main" href={to.rota('new', board.team.id)}>
          {said.makeFirst}
        </a>
      )}
    </div>
  );
}

function Days({ board, wanted, hasRota }: { board: Board; wanted: Wanted; hasRota: boolean }) {
  const said = dutyWords();
  const [picked, setPicked] = useState<Piece<Slot> | null>(null);
  const days = daysFrom(wanted.from, DAYS_SHOWN, zone());
  const slots = slotsOf(board, present());
  const gaps = hasRota ? gapsOf(board) : [];
  const isMember = isMemberOf(board);
  const off = board.people.filter(({ id }) => !slots.some(({ who }) => who === id)).map(({ name }) => name);
  return (
    <>
      <Gaps gaps={gaps} board={board} />
      {slots.length + gaps.length === 0 && <p class="dim">{said.noShifts}</p>}
      {slots.length + gaps.length > 0 && (
        <>
          <p class="hint no-print">{board.may_plan ? said.pickHintPlan : isMember && said.pickHint}</p>
          <WeekView
            days={days}
            slots={slots}
            gaps={gaps}
            caption={said.caption(board.team.name, ...rangeWords(days))}
            {...(board.may_plan || isMember ? { onPick: setPicked, onPickGap: setPicked } : {})}
          />
          {picked && <DeedDialog board={board} piece={picked} onClose={() => setPicked(null)} />}
          {off.length > 0 && <p class="hint">{said.off(off.join(words().and))}</p>}
        </>
      )}
    </>
  );
}

function Tools({ board, wanted, all }: { board: Board; wanted: Wanted; all: DutyTeam[] }) {
  const [arranging, setArranging] = useState(false);
  const said = dutyWords();
  const from = Math.max(present(), daysFrom(wanted.from, 1, zone())[0]?.starts ?? 0);
  const close = () => setArranging(false);
  if (all.length < 2 && !board.may_plan) return null;
  return (
    <div class="tools no-print">
      {all.length > 1 && <TeamPicker all={all} current={board.team.id} from={wanted.from} />}
      {board.may_plan && (
        <>
          <button type="button" class="tool" onClick={() => setArranging(true)}>
            <Icon of={people} />
            {said.arrange}
          </button>
          <a class="tool" href={to.rotas(board.team.id)}>
            <Icon of={week} />
            {said.rotas}
          </a>
        </>
      )}
      {arranging && (
        <Dialog title={said.overrideTitle} onClose={close}>
          <OverrideForm board={board} insteadOf="" hours={{ from: toWall(from, zone()), until: toWall(from + DAY, zone()) }} onClose={close} />
        </Dialog>
      )}
    </div>
  );
}

function BoardOf({ wanted, board }: { wanted: Wanted; board: Board }) {
  const said = dutyWords();
  const all = teams.value ?? [];
  const team = all.find(({ id }) => id === board.team.id);
  const hasRota = team?.has_rota ?? true;
  const [from, until] = rangeWords(daysFrom(wanted.from, DAYS_SHOWN, zone()));
  return (
    <>
      <div class="tools2">
        <div class="board-head">
          <h2>
            {said.title} <small>{board.team.name}</small>
          </h2>
          <p class="num">{said.range(from, until)}</p>
          <p class="dim">{said.zone(zoneName(zone()))}</p>
          {team && <Ahead team={team} wanted={wanted} />}
          <p class="print-only">{said.printedAt(fullMomentOf(now.value))}</p>
        </div>
        <Moves wanted={wanted} />
      </div>
      <Tools board={board} wanted={wanted} all={all} />
      <DoneBanner />
      <Requests board={board} />
      {hasRota ? null : <Empty board={board} />}
      {(hasRota || board.shifts.length > 0) && <Days board={board} wanted={wanted} hasRota={hasRota} />}
      <Changes board={board} />
      <Feeds board={board} />
    </>
  );
}

export function Week() {
  const wanted = wantedFrom(search.value);
  const address = addressOf(wanted);
  useEffect(() => void load(wanted), [address]);
  const found = shown.value && shown.value.wanted.team === wanted.team && shown.value.wanted.from === wanted.from ? shown.value.board : null;
  return (
    <section class="board" aria-label={dutyWords().title}>
      {!found && (failure.value ? <Trouble failure={failure.value} onAgain={() => void load(wanted)} /> : <Waiting />)}
      {found && failure.value && <Stale since={momentOf(seenAt.value)} />}
      {found && <BoardOf wanted={wanted} board={found} />}
    </section>
  );
}
