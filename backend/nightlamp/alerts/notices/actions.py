"""Verbs of notices: give each once, whoever else looks at the same moment; forget old ones."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from nightlamp.alerts.engine.queueing import queue_messages
from nightlamp.alerts.models import NoticeSent
from nightlamp.alerts.notices.kinds import NoticeCode
from nightlamp.alerts.notices.queries import not_given_yet, of_changes, of_coverage, of_starts, of_ways
from nightlamp.alerts.notices.rules import BEGAN_WITHIN, WARN_WORKER, Notice, is_by_day
from nightlamp.core.db import db, writing
from nightlamp.duty.queries import Position, starting
from nightlamp.duty.rotas.planning import note_look, teams_to_look_at

# Longer than any plan reaches ahead, so that no gap is told of twice.
KEPT = timedelta(days=40)
# On a Monday morning the shifts of a whole country begin at once. A cycle looks at so many of them, and the next one
# goes on with those that follow: alerts are rung in between.
STARTS_AT_ONCE = 500
# So many teams a minute: a country of 40,000 teams with rotas is looked through within a working day.
TEAMS_AT_ONCE = 100
PURGED_AT_ONCE = 10_000


def look_and_tell(*, zone: str, now: datetime) -> int:
    """Take the looks of a minute, and queue a message for each notice that nobody has given yet; return how many.

    `zone` is where the deployment plans its days. Writes only when there is something to tell, or was looked through.
    """
    session = db.session()
    due = [*of_changes(session, now=now), *of_ways(session, now=now)]
    return _given(not_given_yet(session, due), now=now) + _coverage(zone=zone, now=now)


def first_start(now: datetime) -> Position:
    """Return where a walk through the shifts that begin about now sets out."""
    return now - BEGAN_WITHIN, 0


def tell_of_starts(position: Position, *, now: datetime) -> tuple[int, Position | None]:
    """Go one step on from a position through the shifts that begin about now, and tell whom they concern.

    Returns how many messages were queued, and where the next step goes on; None when this was the last one. Whoever
    forgets the position begins again: nobody is told twice.
    """
    session = db.session()
    starts = starting(session, after=position, until=now + WARN_WORKER, at_most=STARTS_AT_ONCE)
    told = _given(not_given_yet(session, of_starts(session, starts, now=now)), now=now)
    return told, (starts[-1].starts_at, starts[-1].id) if len(starts) == STARTS_AT_ONCE else None


def purge_notices(session: Session, *, now: datetime) -> int:
    """Forget what was told KEPT ago, at most PURGED_AT_ONCE; return how many."""
    old = select(NoticeSent.key).where(NoticeSent.at < now - KEPT).limit(PURGED_AT_ONCE)
    change = delete(NoticeSent).where(NoticeSent.key.in_(old.scalar_subquery()))
    return int(getattr(session.execute(change.execution_options(synchronize_session=False)), "rowcount", 0))


def _coverage(*, zone: str, now: datetime) -> int:
    if not is_by_day(now, zone=zone):
        return 0
    session, wall = db.session(), now.astimezone(ZoneInfo(zone))
    midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0)
    teams = teams_to_look_at(session, since=midnight, at_most=TEAMS_AT_ONCE)
    return _given(not_given_yet(session, of_coverage(session, teams, now=now)), now=now, looked=teams)


def _given(due: Iterable[Notice], *, now: datetime, looked: Collection[int] = ()) -> int:
    """Queue the messages of these notices, those excepted that another dispatcher has given meanwhile.

    `looked` are teams whose coverage was looked through. A few statements, however many there are: meanwhile, on
    SQLite, no report is stored.
    """
    notices = list(due)
    db.session.rollback()
    if not notices and not looked:
        return 0
    ways: dict[NoticeCode, list[tuple[int, str, str]]] = {}
    with writing() as session:
        note_look(session, looked, now=now)
        fresh = _written_down(session, {key for notice in notices for key in notice.keys}, now=now)
        for notice in notices:
            if not fresh.isdisjoint(notice.keys):
                fresh.difference_update(notice.keys)
                told = ways.setdefault(notice.code, [])
                told += [(way.account_id, way.channel, way.address) for way in notice.ways]
        return sum(queue_messages(session, "notice", told, now=now, notice=code) for code, told in ways.items())


def _written_down(session: Session, keys: Collection[str], *, now: datetime) -> set[str]:
    """Write keys down; return those that nobody had written before."""
    if not keys:
        return set()
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    change = dialect.insert(NoticeSent).on_conflict_do_nothing().returning(NoticeSent.key)
    return set(session.execute(change, [{"key": key, "at": now} for key in sorted(keys)]).scalars())
