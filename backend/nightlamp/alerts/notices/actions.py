"""Verbs of notices: give each once, whoever else looks at the same moment; forget old ones."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from nightlamp.alerts.engine.queueing import queue_messages
from nightlamp.alerts.models import NoticeSent
from nightlamp.alerts.notices.queries import (
    not_given_yet,
    of_changes,
    of_coverage,
    of_next_shifts,
    of_shifts,
    of_ways,
    teams_to_look_at,
)
from nightlamp.alerts.notices.rules import Notice, is_by_day
from nightlamp.core.db import db, writing

# Longer than any plan reaches ahead, so that no gap is told of twice.
KEPT = timedelta(days=40)
_LOOKS_KEPT = timedelta(days=2)


def look_and_tell(*, zone: str, now: datetime) -> int:
    """Take every look, and queue a message for each notice that nobody has given yet; return how many messages.

    `zone` is where the deployment plans its days. Writes only when there is something to tell.
    """
    session = db.session()
    due = [
        *of_shifts(session, now=now),
        *of_next_shifts(session, now=now),
        *of_changes(session, now=now),
        *of_ways(session, now=now),
    ]
    return _given(not_given_yet(session, due), now=now) + _coverage(zone=zone, now=now)


def purge_notices(session: Session, *, now: datetime) -> int:
    """Forget what was told KEPT ago, and looks of earlier days; return how many."""
    old = delete(NoticeSent).where(NoticeSent.at < now - KEPT)
    looks = delete(NoticeSent).where(NoticeSent.at < now - _LOOKS_KEPT, NoticeSent.key.startswith("coverage_look:"))
    return sum(getattr(session.execute(change), "rowcount", 0) for change in (old, looks))


def _coverage(*, zone: str, now: datetime) -> int:
    if not is_by_day(now, zone=zone):
        return 0
    session, day = db.session(), f"{now.astimezone(ZoneInfo(zone)):%Y-%m-%d}"
    teams = teams_to_look_at(session, day=day)
    if not teams:
        return 0
    due = not_given_yet(session, of_coverage(session, teams, now=now))
    session.rollback()
    return _given(due, now=now, looks=[f"coverage_look:{day}:{team_id}" for team_id in teams])


def _given(due: Iterable[Notice], *, now: datetime, looks: Iterable[str] = ()) -> int:
    """Queue the messages of these notices, those excepted that another dispatcher has given meanwhile."""
    notices, keys = list(due), list(looks)
    db.session.rollback()
    if not notices and not keys:
        return 0
    queued = 0
    with writing() as session:
        for key in keys:
            _is_first(session, key, now=now)
        for notice in notices:
            fresh = [key for key in notice.keys if _is_first(session, key, now=now)]
            if fresh:
                ways = [(way.account_id, way.channel, way.address) for way in notice.ways]
                queued += queue_messages(session, "notice", ways, now=now, notice=notice.code)
    return queued


def _is_first(session: Session, key: str, *, now: datetime) -> bool:
    """Write a key down; tell whether nobody had."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    change = dialect.insert(NoticeSent).values(key=key, at=now).on_conflict_do_nothing()
    return bool(getattr(session.execute(change), "rowcount", 0))
