"""Whom an alert would call next, if a person had it escalated now. Reads only."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from nightlamp.accounts.queries import people
from nightlamp.agencies.models import Team
from nightlamp.alerts.engine.calling import Callees
from nightlamp.alerts.engine.moving import chain_of
from nightlamp.alerts.engine.rules import everybody, ladder
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
    teams = chain_of(session, alert.team_id, session.get_one(Team, alert.team_id).place_path)
    policy = policy_kept(policies_by_id(session, [alert.policy_id]), alert.policy_id, alert.urgency)
    rungs = ladder(policy, teams, start=alert.ladder_from, zone=zone)
    callees = Callees(session, {team.id for team in teams}, now=now)
    excluded = excluded_from(session, [alert.id]).get(alert.id, set())
    away = {*excluded, *set_aside_from(session, [alert.id]).get(alert.id, ())}
    for rung in rungs[alert.step + 1 :]:
        found = callees.people(rung.calls, exclude=away)
        if any(callees.can_hear(person) for person in found):
            team = next(team for team in teams if team.id == rung.team_id)
            return {
                "team": {"id": team.uuid, "name": team.name},
                "people": _people(found, callees),
                "one_of": rung.round_robin and len(found) > 1,
            }
    return {
        "team": None,
        "people": _people(callees.people(everybody(rungs), exclude=excluded), callees),
        "one_of": False,
    }


def _people(account_ids: Iterable[int], callees: Callees) -> list[dict[str, Any]]:
    ids = list(account_ids)
    names = people(ids)
    return [
        {"id": names[person].uuid, "name": names[person].name, "reachable": callees.reachable(person)}
        for person in ids
    ]
