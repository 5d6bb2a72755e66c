"""The doors to shifts."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.agencies.models import RoleGrant
from nightlamp.duty.models import Shift
from nightlamp.duty.rules import OnDuty, people_on

__all__ = ["OnDuty", "current_shifts", "on_duty"]


def on_duty(session: Session | Connection, team_ids: Collection[int], *, now: datetime) -> dict[int, list[OnDuty]]:
    """Return who is on duty in each of these teams; a team with nobody has an empty list.

    Whoever has lost their role in the team, or their account, is not on duty, whatever the rota says.
    """
    if not team_ids:
        return {}
    has_role = (
        select(RoleGrant.id)
        .where(
            RoleGrant.account_id == Shift.account_id,
            RoleGrant.team_id == Shift.team_id,
            RoleGrant.ended_at.is_(None),
        )
        .exists()
    )
    query = (
        select(Shift.team_id, Shift.account_id, Shift.starts_at)
        .join(Account, Account.id == Shift.account_id)
        .where(Shift.team_id.in_(team_ids), _current(now), Account.disabled_at.is_(None), has_role)
    )
    return people_on(((row[0], row[1], row[2]) for row in session.execute(query)), team_ids)


def current_shifts(session: Session, account_id: int, *, now: datetime) -> Sequence[Shift]:
    """Return the shifts of one person that count now, earliest first."""
    query = select(Shift).where(Shift.account_id == account_id, _current(now)).order_by(Shift.starts_at, Shift.id)
    return session.execute(query).scalars().all()


def _current(now: datetime) -> ColumnElement[bool]:
    """The rule `is_current` in SQL. Whatever was cut short has ended already, so `ended_at` is only there or not."""
    return and_(Shift.ended_at.is_(None), Shift.starts_at <= now, or_(Shift.ends_at.is_(None), Shift.ends_at > now))
