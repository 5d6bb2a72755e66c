"""The doors to what has changed in rotas of late, for whoever tells the people it touches."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from nightlamp.accounts.models import Account
from nightlamp.duty.rotas.models import ShiftOverride, SwapRequest, SwapState

# One look's worth; a minute later the next one follows.
_AT_ONCE = 500


class SwapNews(NamedTuple):
    """A swap request that was made, or answered (`answered_by` None: it expired), or whose answer was taken back.

    `version` grows with each of these.
    """

    id: int
    team_id: int
    asked_by: int
    asked_of: int | None
    state: SwapState
    answered_by: int | None
    version: int


class OverrideNews(NamedTuple):
    """An override: who is on duty by it, in whose place, and who made it."""

    id: int
    account_id: int | None
    instead_of: int | None
    made_by: int | None
    source: str


def open_swaps_since(session: Session, *, since: datetime, now: datetime) -> list[SwapNews]:
    """Return the requests that were made after a moment and still wait for an answer."""
    s = SwapRequest
    return _news(session, s.created_at, s.created_at > since, s.state == "asked", s.starts_at > now)


def answered_swaps_since(session: Session, *, since: datetime) -> list[SwapNews]:
    """Return the requests that were accepted, refused or expired after a moment."""
    s = SwapRequest
    return _news(session, s.answered_at, s.answered_at > since, s.state.in_(("accepted", "refused", "expired")))


def reopened_swaps_since(session: Session, *, since: datetime) -> list[SwapNews]:
    """Return the requests whose answer was taken back after a moment."""
    s = SwapRequest
    return _news(session, s.answered_at, s.answered_at > since, s.state == "asked")


def overrides_since(session: Session, *, since: datetime, now: datetime) -> list[OverrideNews]:
    """Return the overrides that were made after a moment, are in force, and are not over."""
    made_by = select(Account.id).where(Account.uuid == ShiftOverride.created_by).scalar_subquery()
    query = (
        select(ShiftOverride.id, ShiftOverride.account_id, ShiftOverride.instead_of, made_by, ShiftOverride.source)
        .where(ShiftOverride.created_at > since, ShiftOverride.withdrawn_at.is_(None), ShiftOverride.ends_at > now)
        .order_by(ShiftOverride.created_at, ShiftOverride.id)
        .limit(_AT_ONCE)
    )
    return [OverrideNews(row[0], row[1], row[2], row[3], row[4]) for row in session.execute(query)]


def _news(session: Session, in_order: InstrumentedAttribute[Any], *conditions: ColumnElement[bool]) -> list[SwapNews]:
    s = SwapRequest
    query = select(s.id, s.team_id, s.asked_by, s.asked_of, s.state, s.answered_by, s.version).where(*conditions)
    rows = session.execute(query.order_by(in_order, s.id).limit(_AT_ONCE))
    return [SwapNews(row[0], row[1], row[2], row[3], row[4], row[5], row[6]) for row in rows]
