"""Whom an alert would call next, if a person had it escalated or handed it back now. Reads only."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from nightlamp.accounts.queries import people
from nightlamp.agencies.models import Team
from nightlamp.agencies.rules import TeamRef
from nightlamp.alerts.answering.actions import check_in_hands
from nightlamp.alerts.engine.calling import Callees
from nightlamp.alerts.engine.moving import chain_of
from nightlamp.alerts.engine.rules import Rung, everybody, ladder
from nightlamp.alerts.models import CLOSED, Alert
from nightlamp.alerts.policies.queries import policies_by_id, policy_kept
from nightlamp.alerts.queries import excluded_from, set_aside_from
from nightlamp.core.errors import Conflict


def coming_call(session: Session, alert: Alert, *, zone: str, now: datetime) -> dict[str, Any]:
    """Return the next rung that reaches somebody, or everybody once no rung is left: as `escalate` will call.

    Of a rung that calls one at a time all are named. Raises Conflict for a closed alert.
    """
    if alert.state == CLOSED:
        raise Conflict("This alert is closed.", code="alert_closed")
    callees, rungs, teams = _ladder_of(session, alert, start=alert.ladder_from, zone=zone, now=now)
    excluded = excluded_from(session, [alert.id]).get(alert.id, set())
    away = {*excluded, *set_aside_from(session, [alert.id]).get(alert.id, ())}
    found = _first_heard(callees, rungs[alert.step + 1 :], teams, away)
    return found or {
        "team": None,
        "people": _people(callees.people(everybody(rungs), exclude=excluded), callees),
        "one_of": False,
    }


def call_after_hand_back(session: Session, alert: Alert, *, by: int, zone: str, now: datetime) -> dict[str, Any]:
    """Return the first rung that reaches somebody else than `by`, who has it in hand: as `hand_back` will call.

    No team and no people where nobody else can be reached: then it rings for `by` again. Raises Conflict and
    Forbidden as `hand_back` does.
    """
    check_in_hands(alert, by=by)
    callees, rungs, teams = _ladder_of(session, alert, start=now, zone=zone, now=now)
    away = {*excluded_from(session, [alert.id]).get(alert.id, ()), by}
    return _first_heard(callees, rungs, teams, away) or {"team": None, "people": [], "one_of": False}


def _ladder_of(
    session: Session, alert: Alert, *, start: datetime, zone: str, now: datetime
) -> tuple[Callees, Sequence[Rung], Sequence[TeamRef]]:
    teams = chain_of(session, alert.team_id, session.get_one(Team, alert.team_id).place_path)
    policy = policy_kept(policies_by_id(session, [alert.policy_id]), alert.policy_id, alert.urgency)
    rungs = ladder(policy, teams, start=start, zone=zone)
    return Callees(session, {team.id for team in teams}, now=now), rungs, teams


def _first_heard(
    callees: Callees, rungs: Sequence[Rung], teams: Sequence[TeamRef], away: set[int]
) -> dict[str, Any] | None:
    for rung in rungs:
        found = callees.people(rung.calls, exclude=away)
        if any(callees.can_hear(person) for person in found):
            team = next(team for team in teams if team.id == rung.team_id)
            return {
                "team": {"id": team.uuid, "name": team.name},
                "people": _people(found, callees),
                "one_of": rung.round_robin and len(found) > 1,
            }
    return None


def _people(account_ids: Iterable[int], callees: Callees) -> list[dict[str, Any]]:
    ids = list(account_ids)
    names = people(ids)
    return [
        {"id": names[person].uuid, "name": names[person].name, "reachable": callees.reachable(person)}
        for person in ids
    ]
