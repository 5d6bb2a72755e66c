"""Taking hours over by oneself. What is asked for must lie within one shift, or within one gap.

So what is stored is what the person was told: for these hours they are on duty, and whoever stood there is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.agencies.models import Team
from nightlamp.core.clock import as_text
from nightlamp.core.errors import Conflict, FieldError, Unprocessable, field_error
from nightlamp.duty.rotas.changes.overrides import LONGEST_OVERRIDE, Change, add_override, hours_fault
from nightlamp.duty.rotas.models import ShiftOverride
from nightlamp.duty.rotas.planning import lock_plan
from nightlamp.duty.rotas.queries import planned_turns
from nightlamp.duty.rotas.rules import Turn, covers

# Our own figure: who does not say until when takes a day at most. A colleague's week is taken by saying so.
MOST_UNSAID = timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """Hours that somebody takes over. `starts_at` None: from now on.

    `ends_at` None: to the end of the shift, MOST_UNSAID at the longest.

    `instead_of` is whose shift it is, None for a gap, "whoever" for the one who is on duty when it begins.
    """

    starts_at: datetime | None
    ends_at: datetime | None
    instead_of: Account | Literal["whoever"] | None = "whoever"


def take_hours(session: Session, team: Team, wanted: Wanted, *, account: Account, now: datetime) -> ShiftOverride:
    """Let somebody take hours over, with an audit line, and draw the plan.

    Raises Unprocessable for hours beyond the shift or the gap, and Conflict when they are on duty then already, or
    somebody else has filled the gap.
    """
    lock_plan(session, team.id)
    starts_at = max(wanted.starts_at or now, now)
    ends_at = wanted.ends_at or _end_of_shift(session, team, account, starts_at)
    if fault := hours_fault(starts_at, ends_at, now=now):
        raise Unprocessable(fault.message, errors=[fault])
    turns = planned_turns(session, team.id, since=starts_at, until=ends_at)
    if covers(turns, account.id, starts_at, ends_at):
        raise Conflict("You are on duty for these hours already.", code="already_on_duty")
    others = [turn for turn in turns if turn.account_id != account.id]
    before = _whoever(session, others, starts_at) if wanted.instead_of == "whoever" else wanted.instead_of
    if before is None:
        _check_gap(others, starts_at, ends_at)
    else:
        _check_shift([turn for turn in others if turn.account_id == before.id], starts_at, ends_at)
    change = Change(starts_at, ends_at, account, before)
    return add_override(session, team, change, source="take", by=account.uuid, now=now)


def _end_of_shift(session: Session, team: Team, account: Account, starts_at: datetime) -> datetime:
    turns = planned_turns(session, team.id, since=starts_at, until=starts_at + LONGEST_OVERRIDE)
    there = [turn for turn in turns if turn.starts_at <= starts_at and turn.account_id != account.id]
    if not there:
        raise field_error("/ends_at", "required", "Nobody is on the rota then, so say until when you are.")
    return min(there[0].ends_at, starts_at + MOST_UNSAID)


def _whoever(session: Session, others: Sequence[Turn], starts_at: datetime) -> Account | None:
    there = next((turn for turn in others if turn.starts_at <= starts_at), None)
    return session.get_one(Account, there.account_id) if there else None


def _check_shift(theirs: Sequence[Turn], starts_at: datetime, ends_at: datetime) -> None:
    """Refuse hours beyond one shift of somebody; `theirs` are their shifts, cut at these hours."""
    if not theirs:
        raise field_error("/starts_at", "no_shift", "They have no shift of a rota in these hours. See the board.")
    shift, faults = theirs[0], []
    if shift.starts_at > starts_at:
        words = f"Their shift begins at {as_text(shift.starts_at)}: begin then, or later."
        faults.append(FieldError("/starts_at", "outside_shift", words))
    if shift.ends_at < ends_at:
        words = f"Their shift ends at {as_text(shift.ends_at)}: end then, or earlier."
        faults.append(FieldError("/ends_at", "outside_shift", words))
    if faults:
        raise Unprocessable(faults[0].message, errors=faults)


def _check_gap(others: Sequence[Turn], starts_at: datetime, ends_at: datetime) -> None:
    """Refuse hours in which somebody else is on duty; `others` are cut at these hours."""
    if not others:
        return
    first = others[0]
    if first.starts_at <= starts_at and first.ends_at >= ends_at:
        raise Conflict("Somebody has taken these hours meanwhile. See the board.", code="taken_meanwhile")
    if first.starts_at <= starts_at:
        words = f"Somebody is on duty until {as_text(first.ends_at)}: begin then, or take their shift."
        raise field_error("/starts_at", "not_free", words)
    words = f"Somebody is on duty from {as_text(first.starts_at)}: end then, or take their shift apart."
    raise field_error("/ends_at", "not_free", words)
