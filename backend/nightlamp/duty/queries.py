"""The doors to shifts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Connection, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from nightlamp.accounts.models import Account
from nightlamp.agencies.models import RoleGrant
from nightlamp.core.db import UtcDateTime
from nightlamp.duty.models import Shift
from nightlamp.duty.rules import OnDuty, people_on

__all__ = ["OnDuty", "Position", "Start", "current_shifts", "next_start", "on_duty", "planned_ends_left", "starting"]

# A shift's start and inner id: where somebody who goes through shifts in order has come to.
Position = tuple[datetime, int]


class Start(NamedTuple):
    """A planned shift that begins: its inner id, whose it is, in which team, and when."""

    id: int
    team_id: int
    account_id: int
    starts_at: datetime


def on_duty(session: Session | Connection, team_ids: Collection[int], *, now: datetime) -> dict[int, list[OnDuty]]:
    """Return who is on duty in each of these teams; a team with nobody has an empty list.

    Whoever has lost their role in the team, or their account, is not on duty, whatever the rota says.
    """
    if not team_ids:
        return {}
    rows = session.execute(_ON_DUTY, {"team_ids": list(team_ids), "now": now})
    return people_on(((row[0], row[1], row[2]) for row in rows), team_ids)


def current_shifts(session: Session, account_id: int, *, now: datetime) -> Sequence[Shift]:
    """Return the shifts of one person that count now, earliest first."""
    query = select(Shift).where(Shift.account_id == account_id, _current(now)).order_by(Shift.starts_at, Shift.id)
    return session.execute(query).scalars().all()


def next_start(session: Session, team_id: int, *, now: datetime) -> datetime | None:
    """Return when the next shift of a team begins; None when none is planned."""
    query = select(func.min(Shift.starts_at)).where(
        Shift.team_id == team_id, Shift.starts_at > now, Shift.ended_at.is_(None), Shift.ends_at > now
    )
    return session.execute(query).scalar_one()


def starting(session: Session, *, after: Position, until: datetime, at_most: int) -> list[Start]:
    """Return some of the planned shifts that begin by a moment, in order, from behind a position.

    Whoever is on duty in the same team up to that very moment only goes on, and is left out; so is who has lost
    their account. Shifts that people begin themselves are no plan.
    """
    before = aliased(Shift)
    goes_on = (
        select(before.id)
        .where(before.team_id == Shift.team_id, before.account_id == Shift.account_id, before.ended_at.is_(None))
        .where(before.starts_at < Shift.starts_at, or_(before.ends_at.is_(None), before.ends_at >= Shift.starts_at))
        .exists()
    )
    query = (
        select(Shift.id, Shift.team_id, Shift.account_id, Shift.starts_at)
        .join(Account, Account.id == Shift.account_id)
        .where(Shift.starts_at >= after[0], or_(Shift.starts_at > after[0], Shift.id > after[1]))
        .where(Shift.starts_at <= until, Shift.source != "self", Shift.ended_at.is_(None))
        .where(Account.disabled_at.is_(None), ~goes_on)
        .order_by(Shift.starts_at, Shift.id)
        .limit(at_most)
    )
    return [Start(row[0], row[1], row[2], row[3]) for row in session.execute(query)]


def planned_ends_left(session: Session, account_id: int, *, now: datetime) -> dict[int, datetime]:
    """Return by team until when a person would still be on duty by a plan, had they not gone off duty themselves."""
    query = select(Shift.team_id, func.max(Shift.ends_at)).where(
        Shift.account_id == account_id,
        Shift.source != "self",
        Shift.starts_at <= now,
        Shift.ended_at <= now,
        Shift.ends_at > now,
    )
    rows = session.execute(query.group_by(Shift.team_id))
    return {row[0]: row[1] for row in rows if row[1] is not None}


def _current(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """The rule `is_current` in SQL. Whatever was cut short has ended already, so `ended_at` is only there or not."""
    return and_(Shift.ended_at.is_(None), Shift.starts_at <= now, or_(Shift.ends_at.is_(None), Shift.ends_at > now))


# Built once: a report asks this before it is answered, and putting a statement together costs as much as running it.
_ON_DUTY = (
    select(Shift.team_id, Shift.account_id, Shift.starts_at)
    .join(Account, Account.id == Shift.account_id)
    .where(
        Shift.team_id.in_(bindparam("team_ids", expanding=True)),
        _current(bindparam("now", type_=UtcDateTime())),
        Account.disabled_at.is_(None),
        select(RoleGrant.id)
        .where(
            RoleGrant.account_id == Shift.account_id,
            RoleGrant.team_id == Shift.team_id,
            RoleGrant.ended_at.is_(None),
        )
        .exists(),
    )
)
