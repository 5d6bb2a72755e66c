"""Deliver what is due: claim with a lease, carry with no transaction open, finish fenced. At least once.

The notification's tag is the alert, so a message that is sent twice replaces itself on the phone.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from flask import Flask
from sqlalchemy import ColumnElement, insert, or_, select, update
from sqlalchemy.orm import Session

from nightlamp.accounts.queries import people
from nightlamp.alerts.engine.advance import event_row
from nightlamp.alerts.engine.bundling import bundle, fail_with, is_wanted, release
from nightlamp.alerts.engine.rules import retry_after
from nightlamp.alerts.engine.sending.choosing import Hosts, choose
from nightlamp.alerts.engine.sending.couriers import SLOTS, Rooms
from nightlamp.alerts.engine.tokens import delivery_token
from nightlamp.alerts.models import IS_WAITING, TRIGGERED, Alert, AlertEvent, AlertEventKind, Delivery
from nightlamp.alerts.notices.kinds import urgency_of
from nightlamp.channels.actions import note_outcome
from nightlamp.channels.addresses.queries import AddressTarget, code_for_sending
from nightlamp.channels.message import Kind
from nightlamp.channels.queries import target_for_sending
from nightlamp.channels.senders import Message, Outcome, WebPushTarget, senders
from nightlamp.core.db import db, writing
from nightlamp.core.keys import KeyRing

log = logging.getLogger("nightlamp.alerts")

# A lease must outlast one send (35 s at most, talking to a mail server); then another dispatcher may take it.
LEASE = timedelta(seconds=45)
MAX_ATTEMPTS = 8
# How often a dispatcher that finds what it chose taken by another one chooses anew before it waits.
_TRIES = 3
# A delivery that is due later than this does not keep a rung waiting whose other deliveries have failed.
SOON = timedelta(minutes=5)
_TIME_TO_LIVE = {"P0": 900, "P1": 1800, "P2": 3600, "P3": 14400, "P4": 86400}


@dataclass(frozen=True)
class Claimed:
    """One delivery that this worker holds until its lease ends, with all that sending needs."""

    id: int
    attempts: int
    alert_id: int | None
    account_id: int
    channel: str
    address: str
    message: Message
    wanted: bool


def claim(
    ring: KeyRing,
    *,
    worker: str,
    now: datetime,
    until: datetime | None = None,
    chosen: Callable[[], Collection[int]] | None = None,
) -> list[Claimed]:
    """Take due deliveries: mark them `sending` until the lease ends, and commit.

    `until`: when the lease ends; None is a lease from `now`. `chosen` asks which of them (None: any, as many as may
    be under way at once). What is bundled or made to wait is passed over, and the next ones are taken instead. When
    another dispatcher was quicker each time, nothing is taken: it sends them.
    """
    if db.session.execute(select(Delivery.id).where(*_due(now)).limit(1)).first() is None:
        return []
    tries = 0
    while tries < _TRIES and (ids := chosen() if chosen else _any(now)):
        mine = select(Delivery).where(Delivery.id.in_(ids), *_due(now)).order_by(Delivery.due_at, Delivery.id)
        with writing() as session:
            rows = session.execute(mine.with_for_update(skip_locked=True)).scalars().all()
            tries += not rows
            alerts = _alerts_of(session, rows)
            taken = bundle(session, rows, alerts, now=now)
            for row in taken:
                row.state, row.worker = "sending", worker
                row.attempts, row.due_at = row.attempts + 1, until or now + LEASE
            if taken:
                return _with_messages(ring, taken, alerts, now=now)
    return []


def target_of(item: Claimed) -> WebPushTarget | AddressTarget | None:
    """Return where a claimed message goes, opened; None when it is not to be sent after all, or cannot be."""
    for_code = item.message.kind == "code"
    return target_for_sending(db.session(), item.channel, item.address, for_code=for_code) if item.wanted else None


def carry(app: Flask, item: Claimed, target: WebPushTarget | AddressTarget | None) -> Outcome:
    """Send one message and return how it went. Runs in a courier's thread; touches no database, never raises."""
    ways = senders(app)
    if not item.wanted:
        return Outcome("failed", "no_longer_wanted")
    if target is None or item.channel not in ways:
        return Outcome("failed", "no_address")
    try:
        return ways[item.channel].send(target, item.message)
    except Exception as error:  # noqa: BLE001  (one sender's fault must not lose the others' messages)
        log.error("Sender %s failed with %s", item.channel, type(error).__name__)
        return Outcome("later", "sender_fault")


def finish(results: Sequence[tuple[Claimed, Outcome]], *, worker: str, now: datetime) -> None:
    """Write how each send went, unless the lease was lost to somebody else meanwhile (the fence)."""
    if not results:
        return
    hurried = {item.alert_id for item, _ in results if item.alert_id}
    with writing() as session:
        for item, outcome in results:
            values = _after(item, outcome, now=now)
            changed = session.execute(
                update(Delivery)
                .where(
                    Delivery.id == item.id,
                    Delivery.worker == worker,
                    Delivery.attempts == item.attempts,
                    Delivery.state == "sending",
                )
                .values(**values)
            )
            if not getattr(changed, "rowcount", 0):
                continue
            if values["state"] == "cancelled":
                release(session, Delivery.id == item.id)
            if values["state"] == "failed":
                hurried |= fail_with(session, [item.id], outcome.code, now=now)
            if item.wanted and outcome.kind != "held":
                note_outcome(session, item.address, outcome, now=now)
                _note_event(session, item, outcome, state=values["state"], now=now)
        _hurry_failed_steps(session, hurried, now=now)


def _any(now: datetime) -> Collection[int]:
    return choose(db.session(), Rooms(SLOTS, {}), Hosts(), now=now)


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return IS_WAITING, Delivery.due_at <= now


def _alerts_of(session: Session, rows: Sequence[Delivery]) -> dict[int, Alert]:
    ids = {row.alert_id for row in rows if row.alert_id}
    return {a.id: a for a in session.execute(select(Alert).where(Alert.id.in_(ids))).scalars()} if ids else {}


def _with_messages(
    ring: KeyRing, rows: Sequence[Delivery], alerts: Mapping[int, Alert], *, now: datetime
) -> list[Claimed]:
    accounts = people({row.account_id for row in rows})
    claimed = []
    for row in rows:
        alert = alerts.get(row.alert_id) if row.alert_id else None
        urgency = alert.urgency if alert else urgency_of(row.notice)
        code = code_for_sending(db.session(), row.address, now=now) if row.kind == "code" else None
        message = Message(
            alert=alert.uuid if alert else f"{row.kind}-{row.id}",
            kind=cast(Kind, row.kind),
            urgency=urgency,
            at=now,
            token=delivery_token(ring, row.id),
            language=accounts[row.account_id].language,
            ttl_seconds=_TIME_TO_LIVE[urgency],
            notice=row.notice,
            code=code,
        )
        wanted = is_wanted(row, alert) and (row.kind != "code" or code is not None)
        claimed.append(
            Claimed(row.id, row.attempts, row.alert_id, row.account_id, row.channel, row.address, message, wanted)
        )
    return claimed


def _after(item: Claimed, outcome: Outcome, *, now: datetime) -> dict[str, object]:
    if not item.wanted:
        return {"state": "cancelled"}
    if outcome.kind == "sent":
        return {"state": "sent", "sent_at": now, "error": None}
    wait = retry_after(item.attempts, outcome.retry_after_seconds)
    again = {"state": "pending", "due_at": now + wait, "error": outcome.code, "worker": None}
    if outcome.kind == "held":
        # Others at that service were in the way: however often it waits for them, it has not been tried.
        return again | {"attempts": item.attempts - 1}
    if outcome.kind == "later" and item.attempts < MAX_ATTEMPTS:
        return again
    return {"state": "failed", "error": outcome.code, "failed_at": now}


def _note_event(session: Session, item: Claimed, outcome: Outcome, *, state: object, now: datetime) -> None:
    if item.alert_id is None or state not in ("sent", "failed"):
        return
    kind: AlertEventKind = "delivery_sent" if state == "sent" else "delivery_failed"
    detail = {"channel": item.channel} | ({"code": outcome.code} if state == "failed" else {})
    row = event_row(item.alert_id, kind, now=now, account_id=item.account_id, **detail)
    session.execute(insert(AlertEvent), [row])


def _hurry_failed_steps(session: Session, ids: Collection[int], *, now: datetime) -> None:
    """Advance at once where every delivery of an alert's current rung has failed: waiting would help nobody.

    One that waits for the end of somebody's quiet hours helps nobody either.
    """
    if not ids:
        return
    hopeful = select(Delivery.id).where(
        Delivery.alert_id == Alert.id,
        Delivery.round == Alert.round,
        Delivery.step == Alert.step,
        Delivery.state != "failed",
        or_(Delivery.state != "pending", Delivery.due_at <= now + SOON),
    )
    session.execute(
        update(Alert)
        .where(Alert.id.in_(ids), Alert.state == TRIGGERED, Alert.exhausted_at.is_(None))
        .where(~hopeful.exists())
        .values(next_at=now)
        .execution_options(synchronize_session=False)
    )
