"""Verbs on overrides: somebody in the place of somebody else for some hours. Each draws the plan anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import members_of
from nightlamp.audit.actions import record
from nightlamp.core.errors import FieldError, Unprocessable, field_error
from nightlamp.core.ids import uuid7
from nightlamp.duty.rotas.models import ShiftOverride
from nightlamp.duty.rotas.planning import lock_plan, replan
from nightlamp.duty.rotas.queries import planned_turns
from nightlamp.duty.rotas.rules import covers

# A holiday's replacement is planned months ahead; beyond that it is a typing error.
LONGEST_OVERRIDE = timedelta(days=92)


@dataclass(frozen=True)
class Change:
    """Some hours of a team for which somebody is on duty, in the place of somebody else (see `rules.Override`)."""

    starts_at: datetime
    ends_at: datetime
    account: Account | None
    instead_of: Account | None


def add_override(
    session: Session, team: Team, change: Change, *, source: str, by: str, now: datetime
) -> ShiftOverride:
    """Override a team's rotas for some hours and draw its plan. Raises Unprocessable for what makes no sense.

    That is: hours that are over or backwards, people without a role there, and a change that would change nothing.
    """
    _check_hours(change.starts_at, change.ends_at, now=now)
    if change.account is None and change.instead_of is None:
        raise field_error("/account", "required", "Say who is on duty, or whose place stays empty.")
    _check_people(session, team, [("/account", change.account), ("/instead_of", change.instead_of)])
    lock_plan(session, team.id)
    _check_sense(session, team, change, now=now)
    override = ShiftOverride(
        uuid=uuid7(),
        team_id=team.id,
        starts_at=max(change.starts_at, now),
        ends_at=change.ends_at,
        account_id=change.account.id if change.account else None,
        instead_of=change.instead_of.id if change.instead_of else None,
        source=source,
        created_at=now,
        created_by=by,
    )
    session.add(override)
    session.flush()
    record(session, f"shift_{source}", by=by, subject=f"team:{team.uuid}", now=now, override=override.uuid)
    replan(session, team.id, now=now)
    return override


def withdraw_override(session: Session, override: ShiftOverride, team: Team, *, by: str, now: datetime) -> None:
    """Take an override back: from now on the rotas count again."""
    override.withdrawn_at = now
    session.flush()
    record(session, "override_withdrawn", by=by, subject=f"team:{team.uuid}", now=now, override=override.uuid)
    replan(session, team.id, now=now)


def hours_fault(starts_at: datetime, ends_at: datetime, *, now: datetime) -> FieldError | None:
    """Return what is wrong with hours that somebody asks for, or None."""
    if ends_at <= starts_at:
        return FieldError("/ends_at", "out_of_range", "These hours end before they begin.")
    if ends_at <= now:
        return FieldError("/ends_at", "out_of_range", "These hours are over.")
    if ends_at - starts_at > LONGEST_OVERRIDE:
        return FieldError("/ends_at", "out_of_range", "At most three months at once; change the rota instead.")
    return None


def _check_hours(starts_at: datetime, ends_at: datetime, *, now: datetime) -> None:
    if fault := hours_fault(starts_at, ends_at, now=now):
        raise Unprocessable(fault.message, errors=[fault])


def _check_sense(session: Session, team: Team, change: Change, *, now: datetime) -> None:
    starts_at, ends_at, instead_of = max(change.starts_at, now), change.ends_at, change.instead_of
    if instead_of is not None and change.account is not None and instead_of.id == change.account.id:
        raise field_error("/instead_of", "same_person", "Nobody stands in for themselves: choose somebody else.")
    turns = planned_turns(session, team.id, since=starts_at, until=ends_at)
    if instead_of is not None and all(turn.account_id != instead_of.id for turn in turns):
        words = "They have no shift of a rota in these hours: choose other hours, or nobody's place."
        raise field_error("/instead_of", "no_shift", words)
    if instead_of is None and change.account is not None and covers(turns, change.account.id, starts_at, ends_at):
        raise field_error("/account", "already_on_duty", "They are on duty for all of these hours already.")


def _check_people(session: Session, team: Team, people: Sequence[tuple[str, Account | None]]) -> None:
    there = {member.account_id for member in members_of(session, [team.id])}
    for pointer, account in people:
        if account is not None and account.id not in there:
            raise field_error(pointer, "no_role_there", "Only somebody with a role in the team can be on duty there.")


def current_override(session: Session, uuid: str) -> ShiftOverride | None:
    """Return an override that is in force, or None."""
    query = select(ShiftOverride).where(ShiftOverride.uuid == uuid, ShiftOverride.withdrawn_at.is_(None))
    return session.execute(query).scalar_one_or_none()
