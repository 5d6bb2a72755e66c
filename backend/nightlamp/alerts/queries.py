"""The doors to alerts. Each takes the viewer, or the system viewer of the dispatcher."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, ColumnElement, func, literal, select, tuple_
from sqlalchemy.orm import Session

from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import Viewer
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import in_scope
from nightlamp.alerts.models import (
    ACKNOWLEDGED,
    CLOSED,
    IS_WAITING,
    TRIGGERED,
    Alert,
    AlertEvent,
    AlertExclusion,
    AlertReason,
    Delivery,
)
from nightlamp.core.db import Key, db
from nightlamp.core.errors import NotFound
from nightlamp.core.http import invalid_cursor
from nightlamp.practice.rules import PRIORITIES

OPEN_STATES = (TRIGGERED, ACKNOWLEDGED)


def alerts_for(
    viewer: Viewer, *, states: Collection[str], after: Sequence[Any] = (), limit: int = 200
) -> Sequence[Alert]:
    """Return the alerts that a viewer may answer, most urgent first, then oldest. Excluded people find nothing.

    Unverified ones stand behind the others of their urgency. At most `limit`, from behind the position `after`
    ([urgency, unverified, id]; nothing is the beginning).
    """
    query = (
        select(Alert)
        .join(Team, Team.id == Alert.team_id)
        .where(Alert.state.in_(states), in_scope(viewer, Permission.ALERT_ACKNOWLEDGE))
        .where(~_is_excluded(viewer))
        .order_by(Alert.urgency, Alert.unverified, Alert.id)
        .limit(limit)
    )
    if CLOSED not in states:
        query = query.where(Alert.closed_at.is_(None))
    if after:
        query = query.where(tuple_(Alert.urgency, Alert.unverified, Alert.id) > tuple_(*_position(after)))
    return db.session.execute(query).scalars().all()


def _position(after: Sequence[Any]) -> tuple[ColumnElement[str], ColumnElement[bool], ColumnElement[int]]:
    match after:
        case [str(urgency), bool(unverified), int(alert_id)] if urgency in PRIORITIES and 0 <= alert_id < 2**63:
            return literal(urgency), literal(unverified, Boolean), literal(alert_id, Key)
    raise invalid_cursor()


def position_of(alert: Alert) -> list[Any]:
    """Return where an alert stands in the order of `alerts_for`, for a cursor."""
    return [alert.urgency, alert.unverified, alert.id]


def alert_for(viewer: Viewer, uuid: str, *, lock: bool = False) -> Alert:
    """Return one alert by its public id, locked for this transaction if asked.

    Raises NotFound when it is not there or not for this viewer.
    """
    query = (
        select(Alert)
        .join(Team, Team.id == Alert.team_id)
        .where(Alert.uuid == uuid, in_scope(viewer, Permission.ALERT_ACKNOWLEDGE), ~_is_excluded(viewer))
    )
    found = db.session.execute(query.with_for_update(of=Alert) if lock else query).scalar_one_or_none()
    if found is None:
        raise NotFound("There is no such alert.")
    return found


def alerts_on(subjects: Collection[str]) -> dict[str, Alert]:
    """Return the newest alert of each subject; the caller has already shown that the viewer may see it."""
    if not subjects:
        return {}
    query = select(Alert).where(Alert.subject.in_(subjects)).order_by(Alert.id)
    return {alert.subject: alert for alert in db.session.execute(query).scalars()}


def alert_ids_on(subject: str) -> Sequence[int]:
    """Return every alert that there has been on a subject, oldest first."""
    return db.session.execute(select(Alert.id).where(Alert.subject == subject).order_by(Alert.id)).scalars().all()


def open_alert_on(session: Session, subject: str) -> Alert | None:
    """Return the open alert of a subject, locked for this transaction on PostgreSQL, or None."""
    query = (
        select(Alert)
        .where(Alert.subject == subject, Alert.state.in_(OPEN_STATES))
        .order_by(Alert.id.desc())
        .limit(1)
        .with_for_update()
    )
    return session.execute(query).scalars().first()


def events_of(alert_ids: Collection[int]) -> Sequence[AlertEvent]:
    """Return what happened to alerts, oldest first."""
    query = select(AlertEvent).where(AlertEvent.alert_id.in_(alert_ids)).order_by(AlertEvent.id)
    return db.session.execute(query).scalars().all()


def deliveries_of(alert_ids: Collection[int]) -> Sequence[Delivery]:
    """Return who was told by what, oldest first."""
    query = select(Delivery).where(Delivery.alert_id.in_(alert_ids)).order_by(Delivery.id)
    return db.session.execute(query).scalars().all()


def excluded_from(session: Session, alert_ids: Collection[int]) -> dict[int, set[int]]:
    """Return the accounts that must not hear of each alert."""
    query = select(AlertExclusion.alert_id, AlertExclusion.account_id).where(AlertExclusion.alert_id.in_(alert_ids))
    found: dict[int, set[int]] = {}
    for alert_id, account_id in session.execute(query):
        found.setdefault(alert_id, set()).add(account_id)
    return found


def set_aside_from(session: Session, alert_ids: Collection[int]) -> dict[int, set[int]]:
    """Return who has handed each alert back in the round that it rings in now."""
    query = (
        select(AlertReason.alert_id, AlertReason.account_id)
        .join(Alert, Alert.id == AlertReason.alert_id)
        .where(AlertReason.alert_id.in_(alert_ids), AlertReason.kind == "hand_back", AlertReason.round == Alert.round)
    )
    found: dict[int, set[int]] = {}
    for alert_id, account_id in session.execute(query):
        found.setdefault(alert_id, set()).add(account_id)
    return found


def repeats_of(session: Session, alert: Alert) -> int:
    """Return how often an alert has called everybody since its ladder last began: rounds in which nothing changed."""
    query = select(func.count()).where(
        AlertEvent.alert_id == alert.id,
        AlertEvent.kind.in_(("alert_exhausted", "alert_repeated")),
        AlertEvent.at > alert.ladder_from,
    )
    return session.execute(query).scalar_one()


def faults(session: Session, *, now: datetime, grace: timedelta = timedelta(minutes=2)) -> list[str]:
    """Return what a self-audit finds wrong: open alerts without a next time, and work overdue beyond `grace`.

    `urgent_unanswered`: a P0 or P1 was rung at everybody on every rung, and nobody has it in hand. It rings on, but
    somebody must telephone.
    """
    late = now - grace
    due = [IS_WAITING, Delivery.due_at < late]
    checks = {
        "alert_without_next": select(func.count()).where(Alert.closed_at.is_(None), Alert.next_at.is_(None)),
        "alert_overdue": select(func.count()).where(Alert.closed_at.is_(None), Alert.next_at < late),
        "delivery_overdue": select(func.count()).select_from(Delivery).where(*due),
        "urgent_unanswered": select(func.count()).where(
            Alert.closed_at.is_(None),
            Alert.next_at.is_not(None),
            Alert.state == TRIGGERED,
            Alert.exhausted_at.is_not(None),
            Alert.urgency.in_(("P0", "P1")),
        ),
    }
    return [name for name, query in checks.items() if session.execute(query).scalar_one()]


def _is_excluded(viewer: Viewer) -> ColumnElement[bool]:
    return (
        select(AlertExclusion.alert_id)
        .where(AlertExclusion.alert_id == Alert.id, AlertExclusion.account_id == viewer.account_id)
        .exists()
    )
