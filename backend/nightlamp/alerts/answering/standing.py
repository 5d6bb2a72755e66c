"""How an alert stands: who put it into whose hands, who handed it back, who is called next. Reads only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from nightlamp.agencies.queries import teams_above, teams_by_id
from nightlamp.alerts.models import ACKNOWLEDGED, TRIGGERED, Alert, AlertEvent
from nightlamp.alerts.policies.queries import policies_by_id, policy_kept

_TAKEN = ("alert_acknowledged", "acknowledged_for")


@dataclass(frozen=True)
class HandedBack:
    """Who handed an alert back, and when."""

    account_id: int
    at: datetime


def handed_back(session: Session, alerts: Sequence[Alert]) -> dict[int, HandedBack]:
    """Return who handed back the ringing ones of these last; nobody where it was taken, or given to others, since."""
    ringing = [alert.id for alert in alerts if alert.state == TRIGGERED and alert.round > 0]
    if not ringing:
        return {}
    kinds = ("alert_handed_back", "alert_reassigned", *_TAKEN)
    query = (
        select(AlertEvent).where(AlertEvent.alert_id.in_(ringing), AlertEvent.kind.in_(kinds)).order_by(AlertEvent.id)
    )
    last = {event.alert_id: event for event in session.execute(query).scalars()}
    return {
        key: HandedBack(event.account_id, event.at)
        for key, event in last.items()
        if event.kind == "alert_handed_back" and event.account_id is not None
    }


@dataclass(frozen=True)
class Noted:
    """Who put an alert into somebody's hands (a public id), and when."""

    by: str
    at: datetime


def noted(session: Session, alerts: Sequence[Alert]) -> dict[int, Noted]:
    """Return who put each of these into the hands that hold it, for those that are held that way."""
    held = [alert.id for alert in alerts if alert.state == ACKNOWLEDGED]
    if not held:
        return {}
    query = (
        select(AlertEvent).where(AlertEvent.alert_id.in_(held), AlertEvent.kind.in_(_TAKEN)).order_by(AlertEvent.id)
    )
    last = {event.alert_id: event for event in session.execute(query).scalars()}
    return {
        key: Noted(json.loads(event.detail)["by"], event.at)
        for key, event in last.items()
        if event.kind == "acknowledged_for"
    }


def noted_by(session: Session, alerts: Sequence[Alert]) -> dict[int, str]:
    """Return the public id of the supervisor who put an alert into somebody's hands, for those held that way."""
    return {key: each.by for key, each in noted(session, alerts).items()}


def calling_everybody_next(session: Session, alerts: Sequence[Alert]) -> set[int]:
    """Return which of these ring on with every rung called: what comes next is everybody again."""
    ringing = [alert for alert in alerts if alert.state == TRIGGERED]
    if not ringing:
        return set()
    paths = {key: team.place_path for key, team in teams_by_id({alert.team_id for alert in ringing}).items()}
    above = teams_above(session, set(paths.values()))
    kept = policies_by_id(session, [alert.policy_id for alert in ringing])

    def rungs(alert: Alert) -> int:
        steps = policy_kept(kept, alert.policy_id, alert.urgency).steps
        return len(steps) + above[paths[alert.team_id]]

    return {alert.id for alert in ringing if alert.step + 1 >= rungs(alert)}
