"""Verbs on duty: go on, go off, put somebody on the rota."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.agencies.queries import members_of
from nightlamp.audit.actions import record
from nightlamp.core.errors import field_error
from nightlamp.core.remember import forget_everything
from nightlamp.duty.models import Shift, Source
from nightlamp.duty.queries import current_shifts, planned_ends_left
from nightlamp.duty.rules import self_shift_end


def go_on_duty(
    session: Session, *, account: Account, team_ids: Collection[int], by: str, now: datetime
) -> list[Shift]:
    """Put a person on duty in these teams from now on, each with an audit line; return their current shifts there.

    The shift ends by itself after SELF_SHIFT_LIFE, or when the planned one would have ended that they left before, if
    that is later: a mistaken "off duty" leaves no gap. Somebody who is on already stays on: their own shift begins
    that time anew, and one of the rota keeps the end that the rota gave it. Raises Unprocessable without a role
    there.
    """
    _check_roles(session, account, team_ids)
    left = planned_ends_left(session, account.id, now=now)
    current = {shift.team_id: shift for shift in current_shifts(session, account.id, now=now)}
    return [
        _prolonged(session, current[team_id], account, by=by, now=now)
        if team_id in current
        else _add(
            session,
            account,
            team_id,
            starts_at=now,
            ends_at=max(self_shift_end(now), left.get(team_id, now)),
            source="self",
            by=by,
            now=now,
        )
        for team_id in dict.fromkeys(team_ids)
    ]


def go_off_duty(session: Session, *, account: Account, by: str, now: datetime) -> list[Shift]:
    """End every current shift of a person, those of the rota included, each with an audit line; return them."""
    ended = list(current_shifts(session, account.id, now=now))
    for shift in ended:
        shift.ended_at = now
        _record(session, "went_off_duty", shift, account, by=by, now=now)
    session.flush()
    return ended


def add_shift(
    session: Session,
    *,
    account: Account,
    team_id: int,
    starts_at: datetime,
    ends_at: datetime | None,
    by: str,
    now: datetime,
) -> Shift:
    """Put a person on the rota of a team, with an audit line. `ends_at` None is until somebody ends it.

    Raises Unprocessable for an end that is not after the start, and without a role in the team.
    """
    if ends_at is not None and ends_at <= starts_at:
        raise field_error("/ends_at", "out_of_range", "A shift ends after it starts.")
    _check_roles(session, account, [team_id])
    return _add(session, account, team_id, starts_at=starts_at, ends_at=ends_at, source="rota", by=by, now=now)


def _check_roles(session: Session, account: Account, team_ids: Collection[int]) -> None:
    theirs = {member.team_id for member in members_of(session, team_ids) if member.account_id == account.id}
    if set(team_ids) - theirs:
        raise field_error("/team", "no_role_there", "Only somebody with a role in a team can be on duty there.")


def _prolonged(session: Session, shift: Shift, account: Account, *, by: str, now: datetime) -> Shift:
    if shift.source == "self" and shift.ends_at is not None and shift.ends_at < self_shift_end(now):
        shift.ends_at = self_shift_end(now)
        session.flush()
        _record(session, "stayed_on_duty", shift, account, by=by, now=now)
    return shift


def _add(
    session: Session,
    account: Account,
    team_id: int,
    *,
    starts_at: datetime,
    ends_at: datetime | None,
    source: Source,
    by: str,
    now: datetime,
) -> Shift:
    shift = Shift(
        team_id=team_id,
        account_id=account.id,
        starts_at=starts_at,
        ends_at=ends_at,
        source=source,
        created_at=now,
        created_by=by,
    )
    session.add(shift)
    session.flush()
    _record(session, "went_on_duty" if source == "self" else "shift_added", shift, account, by=by, now=now)
    return shift


def _record(session: Session, action: str, shift: Shift, account: Account, *, by: str, now: datetime) -> None:
    subject = f"account:{account.uuid}"
    forget_everything()
    record(session, action, by=by, subject=subject, now=now, shift=shift.id, team=shift.team_id, source=shift.source)
