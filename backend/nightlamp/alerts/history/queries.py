"""The doors to what was sent about an alert. The caller has shown that the viewer may see it."""

import json
import logging
from collections.abc import Sequence
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from nightlamp.alerts.answering.actions import HAND_BACK, row_name
from nightlamp.alerts.models import Alert, AlertEvent, AlertReason, Delivery
from nightlamp.core.crypto import SealBroken, unwrap_data_key
from nightlamp.core.http import invalid_cursor
from nightlamp.core.keys import KeyMissing, KeyRing

log = logging.getLogger("nightlamp.alerts")
Told = tuple[Delivery, Delivery, str | None]
# What calls people, or finds nobody to call.
CALLS = (
    "alert_called",
    "alert_escalated",
    "nobody_on_duty",
    "nobody_reachable",
    "alert_exhausted",
    "alert_repeated",
)


def deliveries_page(session: Session, alert: Alert, *, after: Sequence[Any], limit: int) -> list[Told]:
    """Return the messages of an alert from behind a position, oldest first.

    Each comes with the message that spoke for it (itself, if none did) and, then, with that one's alert.
    """
    speaker, other = aliased(Delivery), aliased(Alert)
    query = (
        select(Delivery, speaker, other.uuid)
        .outerjoin(speaker, speaker.id == Delivery.bundled_into)
        .outerjoin(other, other.id == speaker.alert_id)
        .where(Delivery.alert_id == alert.id)
        .order_by(Delivery.id)
        .limit(limit)
    )
    if after:
        query = query.where(Delivery.id > _position(after))
    return [(row, spoken or row, uuid) for row, spoken, uuid in session.execute(query)]


def calls_page(
    session: Session, alert: Alert, *, after: Sequence[Any], until: int | None
) -> list[tuple[AlertEvent, dict[str, Any]]]:
    """Return the calls of an alert that belong to one page of its messages, oldest first, with their detail.

    Keys of both rise in time: a page holds what came behind the last message of the one before, up to its own last
    one (`until`; None is to the end).
    """
    query = (
        select(AlertEvent).where(AlertEvent.alert_id == alert.id, AlertEvent.kind.in_(CALLS)).order_by(AlertEvent.id)
    )
    if after:
        query = query.where(AlertEvent.id > _position(after))
    if until is not None:
        query = query.where(AlertEvent.id <= until)
    return [(event, json.loads(event.detail)) for event in session.execute(query).scalars()]


def reasons_of(session: Session, alert: Alert) -> list[tuple[AlertReason, str | None]]:
    """Return why people handed an alert back or had it escalated, oldest first, opened."""
    query = select(AlertReason).where(AlertReason.alert_id == alert.id).order_by(AlertReason.id)
    return [(row, _opened(row)) for row in session.execute(query).scalars()]


def last_hand_back(session: Session, alert: Alert) -> tuple[AlertReason, str | None] | None:
    """Return who handed an alert back last, with the reason, opened; None where nobody has."""
    query = (
        select(AlertReason)
        .where(AlertReason.alert_id == alert.id, AlertReason.kind == HAND_BACK)
        .order_by(AlertReason.id.desc())
        .limit(1)
    )
    row = session.execute(query).scalar_one_or_none()
    return (row, _opened(row)) if row else None


def _opened(row: AlertReason) -> str | None:
    if row.sealed is None or row.key_id is None or row.wrapped_key is None:
        return None
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    bound_to = row_name(row.id)
    try:
        key = unwrap_data_key(ring, "kek", row.key_id, row.wrapped_key, row=bound_to)
        return key.open(row.sealed, row=bound_to).decode()
    except (KeyMissing, SealBroken) as error:
        log.error("The reason %s cannot be opened (%s).", row.id, type(error).__name__)
        return None


def _position(after: Sequence[Any]) -> int:
    match after:
        case [int(delivery_id)] if 0 <= delivery_id < 2**63:
            return delivery_id
    raise invalid_cursor()
