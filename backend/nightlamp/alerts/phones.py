"""Verbs of phones: what the token of one delivery may do without a sign-in, and the test of a device."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.alerts.actions import PROVISIONAL, acknowledge
from nightlamp.alerts.answering.actions import may_answer
from nightlamp.alerts.engine.advance import event_row
from nightlamp.alerts.engine.queueing import queue_messages
from nightlamp.alerts.models import ACKNOWLEDGED, TRIGGERED, Alert, AlertEvent, Delivery
from nightlamp.channels.actions import note_shown
from nightlamp.core.errors import Conflict, NotFound


def acknowledge_from_notification(
    session: Session, delivery_id: int, *, zone: str, now: datetime
) -> tuple[str, datetime | None]:
    """Acknowledge provisionally for whom a delivery was meant; return the alert's state and how long it holds.

    Raises NotFound for a delivery that is gone, is a test, or was meant for somebody who may not answer it (any
    more): excluded, out of the team, or with an account that has ended. Raises Conflict for one of an earlier round.
    """
    delivery = session.get(Delivery, delivery_id)
    alert = session.get(Alert, delivery.alert_id, with_for_update=True) if delivery and delivery.alert_id else None
    if (
        delivery is None
        or alert is None
        or not may_answer(session, session.get_one(Account, delivery.account_id), alert)
    ):
        raise NotFound("There is no such message.", code="token_unknown")
    if delivery.round < alert.round and alert.state == TRIGGERED:
        # Else one old message could keep an alert quiet for ever, five minutes at a time.
        raise Conflict("It has rung again since. Open the app to answer it.", code="message_outdated")
    acknowledge(session, alert, account_id=delivery.account_id, grade=PROVISIONAL, zone=zone, now=now)
    return alert.state, alert.next_at if alert.state == ACKNOWLEDGED else None


def note_delivery_shown(session: Session, delivery_id: int, *, now: datetime) -> None:
    """Note that a phone displayed a message; the first time counts. Unknown ones are passed over."""
    delivery = session.get(Delivery, delivery_id)
    if delivery is None or delivery.shown_at is not None:
        return
    delivery.state, delivery.shown_at = "shown", now
    delivery.sent_at = delivery.sent_at or now
    note_shown(session, delivery.address, now=now)
    if delivery.alert_id:
        event = event_row(delivery.alert_id, "delivery_shown", now=now, account_id=delivery.account_id)
        session.execute(insert(AlertEvent), [event])


def queue_test(session: Session, *, address: str, account_id: int, now: datetime) -> None:
    """Queue a test message to one device of this person; it belongs to no alert."""
    queue_messages(session, "test", [(account_id, "webpush", address)], now=now)
