"""The look at what others have changed in somebody's shifts: swaps asked for and answered, people put on duty."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from nightlamp.agencies.queries import members_of
from nightlamp.alerts.notices.kinds import NoticeCode
from nightlamp.alerts.notices.rules import BEGAN_WITHIN, Notice, gentle, key_of
from nightlamp.channels.queries import Address
from nightlamp.duty.rotas.changes.recent import (
    SwapNews,
    answered_swaps_since,
    open_swaps_since,
    overrides_since,
    reopened_swaps_since,
)

# Whom to tell, what, and what the notice is known by.
_Due = tuple[int, NoticeCode, str]


def due_changes(session: Session, *, now: datetime) -> list[_Due]:
    """Return who is told of a change in their shifts that somebody else has made within BEGAN_WITHIN.

    An accepted swap makes an override: it is told as an answer to who asked, and to who takes over only when a
    supervisor said yes for them. Whoever thinks that it is answered hears when that was taken back.
    """
    since = now - BEGAN_WITHIN
    due = _asked(session, open_swaps_since(session, since=since, now=now))
    answered = answered_swaps_since(session, since=since)
    knows = {swap.asked_by for swap in answered}
    for swap in answered:
        if swap.answered_by != swap.asked_by:
            code: NoticeCode = "swap_expired" if swap.state == "expired" else "swap_answered"
            due.append((swap.asked_by, code, key_of(code, swap.id, swap.version)))
    for swap in reopened_swaps_since(session, since=since):
        touched = {swap.asked_by, swap.asked_of} - {swap.answered_by}
        key = key_of("shift_changed", "swap", swap.id, swap.version)
        due += [(person, "shift_changed", f"{key}:{person}") for person in touched if person]
    for change in overrides_since(session, since=since, now=now):
        touched = {change.account_id, change.instead_of} - {change.made_by}
        touched -= knows if change.source == "swap" else set()
        due += [(person, "shift_changed", key_of("shift_changed", change.id, person)) for person in touched if person]
    return due


def as_notice(due: _Due, ways: Sequence[Address]) -> Notice:
    """Return a notice by the gentle ways of the one it is for."""
    _, code, key = due
    return Notice(code, gentle(ways), (key,))


def _asked(session: Session, swaps: Sequence[SwapNews]) -> list[_Due]:
    members: dict[int, set[int]] = {}
    for member in members_of(session, {swap.team_id for swap in swaps if swap.asked_of is None}):
        members.setdefault(member.team_id, set()).add(member.account_id)
    return [
        (person, "swap_asked", key_of("swap_asked", swap.id, person))
        for swap in swaps
        for person in sorted({swap.asked_of} if swap.asked_of else members.get(swap.team_id, set()))
        if person != swap.asked_by
    ]
