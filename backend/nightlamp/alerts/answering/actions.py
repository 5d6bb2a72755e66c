"""Verbs of people on an alert: take it in somebody's name, hand it back, have the next rung called now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import insert
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.queries import people_by_uuid
from nightlamp.accounts.viewer import Viewer
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import grants_of
from nightlamp.alerts.actions import FULL, PROVISIONAL, acknowledge, cancel_pending, restart, take_over
from nightlamp.alerts.answering.standing import noted_by
from nightlamp.alerts.engine.advance import event_row
from nightlamp.alerts.engine.moving import move
from nightlamp.alerts.models import ACKNOWLEDGED, CLOSED, TRIGGERED, Alert, AlertEvent, AlertEventKind, AlertReason
from nightlamp.alerts.queries import excluded_from, repeats_of
from nightlamp.audit.actions import record
from nightlamp.core.crypto import new_data_key
from nightlamp.core.errors import Conflict, FieldError, Forbidden, field_error
from nightlamp.core.ids import new_key
from nightlamp.core.keys import KeyRing

HAND_BACK, ESCALATION = "hand_back", "escalation"


def may_answer(session: Session, account: Account, alert: Alert) -> bool:
    """Tell whether a person may answer an alert: an account that has not ended, in scope, and not excluded."""
    if account.disabled_at or account.id in excluded_from(session, [alert.id]).get(alert.id, set()):
        return False
    viewer = Viewer(account.id, account.uuid, account.name, grants_of(account.id))
    return viewer.covers(Permission.ALERT_ACKNOWLEDGE, session.get_one(Team, alert.team_id).place_path)


def check_unchanged(session: Session, alert: Alert, saw: Mapping[str, Any] | None) -> None:
    """Raise Conflict `alert_changed` when an alert is not any more what somebody saw who answers it now.

    It has changed when its urgency has, or when it rings anew: raised, handed back, its hold run out, another team.
    That it only goes on calling everybody, round after round, changes nothing about it. An alert that is not ringing
    is not asked about: the first to acknowledge has won.
    """
    if saw is None or alert.state != TRIGGERED:
        return
    began = alert.round - repeats_of(session, alert)
    faults = []
    if saw["urgency"] != alert.urgency:
        message = f"It is {alert.urgency} now; you saw {saw['urgency']}."
        faults.append(FieldError("/saw/urgency", "changed", message))
    if not began <= saw["round"] <= alert.round:
        message = f"It rings anew, in round {alert.round}; you saw round {saw['round']}."
        faults.append(FieldError("/saw/round", "changed", message))
    if faults:
        raise Conflict("The alert has changed since you saw it. Look again.", code="alert_changed", errors=faults)


def acknowledge_for(session: Session, alert: Alert, uuid: str, *, by: Viewer, zone: str, now: datetime) -> None:
    """Put an alert into somebody's hands, in full, on a supervisor's word, with an audit line.

    The first to acknowledge still wins, but a provisional acknowledgement does not stand in the way. Raises
    Forbidden for who is no supervisor there, Unprocessable for a person who may not answer it.
    """
    if not by.supervises(session.get_one(Team, alert.team_id).place_path):
        raise Forbidden("Only a supervisor acknowledges on somebody's behalf.", code="supervisor_required")
    account = people_by_uuid([uuid]).get(uuid)
    if account is None or not may_answer(session, account, alert):
        raise field_error("/for", "unknown_value", "There is no such person who may answer this alert.")
    if alert.state == ACKNOWLEDGED and alert.grade == PROVISIONAL:
        done = take_over(session, alert, account_id=account.id, zone=zone, now=now, by=by.uuid)
    else:
        done = acknowledge(session, alert, account_id=account.id, grade=FULL, zone=zone, now=now, by=by.uuid)
    if done:
        what = {"account": account.uuid}
        record(session, "alert_acknowledged_for", by=by.uuid, subject=f"alert:{alert.uuid}", now=now, **what)


def undo_acknowledgement_for(session: Session, alert: Alert, *, by: Viewer, now: datetime) -> None:
    """Take back what this supervisor noted in somebody's name: it rings anew for everybody, with an audit line.

    Raises Conflict when nobody has it in hand any more, Forbidden when it is not by this supervisor's word.
    """
    if alert.state != ACKNOWLEDGED:
        raise Conflict("Nobody has this alert in hand.", code="not_acknowledged")
    if noted_by(session, [alert]).get(alert.id) != by.uuid:
        raise Forbidden("Only who noted that somebody has it can take that back.", code="not_noted_by_you")
    event = event_row(alert.id, "acknowledgement_undone", now=now, account_id=by.account_id, round=alert.round)
    restart(alert, now=now)
    session.execute(insert(AlertEvent), [event])
    record(session, "acknowledgement_undone", by=by.uuid, subject=f"alert:{alert.uuid}", now=now)


def check_in_hands(alert: Alert, *, by: int) -> None:
    """Raise Conflict when an alert is not in anybody's hands, Forbidden when it is in somebody else's."""
    if alert.state != ACKNOWLEDGED:
        raise Conflict("Nobody has this alert in hand.", code="not_acknowledged")
    if alert.acknowledged_by != by:
        raise Forbidden("Only whoever has it in hand can hand it back.", code="not_in_your_hands")


def hand_back(session: Session, alert: Alert, reason: str, *, by: Viewer, now: datetime) -> None:
    """Let an alert that this person has in hand ring for the others at once, with its reason and an audit line.

    In the round that begins now they are not called again, unless nobody else can be reached. Raises Conflict when
    it is not in anybody's hands, Forbidden when it is in somebody else's.
    """
    check_in_hands(alert, by=by.account_id)
    restart(alert, now=now)
    _note(session, alert, "alert_handed_back", HAND_BACK, reason, by=by, now=now)


def escalate(session: Session, alert: Alert, reason: str | None, *, by: Viewer, zone: str, now: datetime) -> None:
    """Call the next rung of an alert now, whoever has it in hand, with an audit line; after the last rung everybody.

    An alert that somebody has in hand rings again: more people are needed. Raises Conflict for a closed one.
    """
    if alert.state == CLOSED:
        raise Conflict("This alert is closed.", code="alert_closed")
    _note(session, alert, "escalation_asked", ESCALATION, reason, by=by, now=now)
    if alert.state == ACKNOWLEDGED:
        cancel_pending(session, [alert.id])
        alert.state, alert.acknowledged_at, alert.acknowledged_by, alert.grade = TRIGGERED, None, None, None
    path = session.get_one(Team, alert.team_id).place_path
    move(session, [alert], paths={alert.id: path}, zone=zone, now=now, at_once=True)


def _note(
    session: Session,
    alert: Alert,
    kind: AlertEventKind,
    what: str,
    reason: str | None,
    *,
    by: Viewer,
    now: datetime,
) -> None:
    event = event_row(alert.id, kind, now=now, account_id=by.account_id, round=alert.round)
    session.execute(insert(AlertEvent), [event])
    key = new_key()
    row: dict[str, Any] = {"id": key, "alert_id": alert.id, "account_id": by.account_id, "kind": what}
    row |= {"round": alert.round, "at": now, **_sealed(reason, row_name(key))}
    session.execute(insert(AlertReason), [row])
    record(session, kind, by=by.uuid, subject=f"alert:{alert.uuid}", now=now)


def row_name(key: int) -> str:
    """Return to which row a sealed reason is bound."""
    return f"alert_reason:{key}"


def _sealed(reason: str | None, row: str) -> dict[str, Any]:
    if not reason or not reason.strip():
        return {"key_id": None, "wrapped_key": None, "sealed": None}
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    key = new_data_key(ring, "kek", row=row)
    return {"key_id": key.key_id, "wrapped_key": key.wrapped, "sealed": key.seal(reason.strip().encode(), row=row)}
