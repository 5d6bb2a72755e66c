"""The doors to escalation policies: which one is current, which one an alert was raised by."""

import json
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from nightlamp.alerts.policies.models import EscalationPolicy
from nightlamp.practice.content import AlertPolicy, AlertStep, alert_policies


class Kept(NamedTuple):
    """A policy as the engine knows it, with the id that alerts keep; None is the default policy of its urgency."""

    id: int | None
    policy: AlertPolicy


def current_policies(session: Session | Connection, team_ids: Collection[int]) -> dict[tuple[int, str], Kept]:
    """Return the current policies of these teams by (team, urgency). What is missing rings by the default."""
    query = select(EscalationPolicy.team_id, *_READ).where(
        EscalationPolicy.team_id.in_(team_ids), EscalationPolicy.ended_at.is_(None)
    )
    return {(row.team_id, row.urgency): Kept(row.id, _policy(row)) for row in session.execute(query)}


def current_policy(session: Session | Connection, team_id: int, urgency: str) -> Kept:
    """Return the policy by which an alert of this urgency rings in a team from now on."""
    found = current_policies(session, [team_id]).get((team_id, urgency))
    return found or Kept(None, alert_policies()[urgency])


def policies_by_id(session: Session, ids: Collection[int | None]) -> dict[int, AlertPolicy]:
    """Return policies by their inner id, ended ones too: an alert keeps the one by which it was raised."""
    wanted = {i for i in ids if i is not None}
    if not wanted:
        return {}
    query = select(*_READ).where(EscalationPolicy.id.in_(wanted))
    return {row.id: _policy(row) for row in session.execute(query)}


def policy_kept(kept: Mapping[int, AlertPolicy], policy_id: int | None, urgency: str) -> AlertPolicy:
    """Return the policy that an alert keeps, out of `policies_by_id`; the default one where it keeps none."""
    found = kept.get(policy_id) if policy_id is not None else None
    return found or alert_policies()[urgency]


def versions_of(session: Session, team_id: int) -> dict[str, int]:
    """Return by urgency how often a team's policy has changed: each beginning counts, and each end."""
    query = (
        select(EscalationPolicy.urgency, func.count(), func.count(EscalationPolicy.ended_at))
        .where(EscalationPolicy.team_id == team_id)
        .group_by(EscalationPolicy.urgency)
    )
    return {urgency: begun + ended for urgency, begun, ended in session.execute(query)}


_READ = (
    EscalationPolicy.id,
    EscalationPolicy.urgency,
    EscalationPolicy.steps,
    EscalationPolicy.hold_seconds,
    EscalationPolicy.hold_working_days,
)


def _policy(row: Any) -> AlertPolicy:
    return AlertPolicy(
        urgency=row.urgency,
        steps=tuple(
            AlertStep(
                timedelta(seconds=step.get("after_seconds") or 0),
                step.get("after_working_days") or 0,
                tuple(step["who"]),
                step["round_robin"],
            )
            for step in json.loads(row.steps)
        ),
        working_time=alert_policies()[row.urgency].working_time,
        hold=timedelta(seconds=row.hold_seconds or 0),
        hold_working_days=row.hold_working_days or 0,
    )
