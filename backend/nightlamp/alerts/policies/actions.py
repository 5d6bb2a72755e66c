"""Verbs on escalation policies: give a team another one, go back to the default. Alerts under way keep theirs."""

import json
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from nightlamp.agencies.models import Team
from nightlamp.alerts.policies.models import EscalationPolicy, RoundRobin
from nightlamp.alerts.policies.rules import as_typed
from nightlamp.audit.actions import record
from nightlamp.core.errors import NotFound
from nightlamp.core.ids import uuid7
from nightlamp.core.remember import forget_everything
from nightlamp.practice.content import AlertPolicy


def set_policy(session: Session, team: Team, policy: AlertPolicy, *, by: str, now: datetime) -> None:
    """Let alerts of an urgency ring in a team by this policy from now on, with an audit line.

    The caller has checked it (`rules.faults_of`, `faults_of_reach`).
    """
    _end(session, team.id, policy.urgency, now=now)
    typed = as_typed(policy)
    row = EscalationPolicy(
        uuid=uuid7(),
        team_id=team.id,
        urgency=policy.urgency,
        steps=json.dumps(typed["steps"]),
        hold_seconds=typed["hold_seconds"],
        hold_working_days=typed["hold_working_days"],
        created_at=now,
        created_by=by,
    )
    session.add(row)
    if policy.takes_turns and session.get(RoundRobin, team.id) is None:
        session.add(RoundRobin(team_id=team.id, account_id=None))
    session.flush()
    subject, what = f"team:{team.uuid}", {"urgency": policy.urgency, "policy": row.uuid}
    record(session, "escalation_policy_set", by=by, subject=subject, now=now, **what)
    forget_everything()


def end_policy(session: Session, team: Team, urgency: str, *, by: str, now: datetime) -> None:
    """Let alerts of an urgency ring in a team by the default again, with an audit line. Raises NotFound for none."""
    if not _end(session, team.id, urgency, now=now):
        raise NotFound("This team rings by the default already.", code="is_default")
    record(session, "escalation_policy_ended", by=by, subject=f"team:{team.uuid}", now=now, urgency=urgency)
    forget_everything()


def _end(session: Session, team_id: int, urgency: str, *, now: datetime) -> bool:
    current = (
        EscalationPolicy.team_id == team_id,
        EscalationPolicy.urgency == urgency,
        EscalationPolicy.ended_at.is_(None),
    )
    found = session.execute(select(EscalationPolicy.id).where(*current).with_for_update()).scalar_one_or_none()
    if found is None:
        return False
    session.execute(update(EscalationPolicy).where(EscalationPolicy.id == found).values(ended_at=now))
    return True
