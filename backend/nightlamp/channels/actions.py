"""Verbs on devices: register one, remove one; and note what came of a message, to a device or an address."""

import json
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import Connection, column, func, literal, select, update
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.audit.actions import record
from nightlamp.channels.message import Outcome
from nightlamp.channels.models import ChannelAddress, Device
from nightlamp.channels.queries import seal_row
from nightlamp.channels.webpush.endpoints import listed_origins
from nightlamp.channels.webpush.target import WebPushTarget, read_target
from nightlamp.core.config import Settings
from nightlamp.core.crypto import blind_index, new_data_key
from nightlamp.core.db import UtcDateTime
from nightlamp.core.errors import Conflict, NotFound
from nightlamp.core.ids import uuid7
from nightlamp.core.keys import KeyRing
from nightlamp.core.remember import forget_everything

MAX_DEVICES = 10
# Browsers change their address now and then and leave the old device behind; one unseen for so long gives way.
FORGOTTEN_AFTER = timedelta(days=30)


def register_device(
    session: Session, *, account: Account, endpoint: str, p256dh: str, auth: str, label: str, now: datetime
) -> Device:
    """Add the browser's subscription to an account, or refresh the device that it already is, with an audit line.

    The device of somebody else with the same address is removed: this browser has a new user. Raises
    Unprocessable for an address or keys that cannot work, and Conflict when the account has MAX_DEVICES in use.
    """
    settings: Settings = current_app.extensions["nightlamp.settings"]
    ring = _ring()
    vapid_key_id, _ = ring.current_pair("vapid")
    target = read_target(
        endpoint, p256dh, auth, vapid_key_id=vapid_key_id, listed=listed_origins(settings.push_hosts)
    )
    known = _by_endpoint(session, ring, endpoint)
    if known is not None and known.account_id == account.id:
        return _refreshed(known, target, label, now=now)
    if known is not None:
        _remove(session, known, "rebound", by=account.uuid, now=now)
    _make_room(session, account, now=now)
    forget_everything()
    return _added(session, account, target, label, now=now)


def remove_device(session: Session, uuid: str, *, account: Account, now: datetime) -> None:
    """Remove a device of this account; its address and keys are erased. Raises NotFound."""
    mine = select(Device).where(Device.uuid == uuid, Device.account_id == account.id, Device.removed_at.is_(None))
    device = session.execute(mine).scalar_one_or_none()
    if device is None:
        raise NotFound("There is no such device.")
    _remove(session, device, "owner", by=account.uuid, now=now)


def note_outcome(session: Session | Connection, address: str, outcome: Outcome, *, now: datetime) -> bool:
    """Write down what came of a message to a device or address; return whether the device was removed by it.

    `gone` erases its address and leaves an audit line: its owner should be told by other means. `refused` is our
    own fault, so nothing is removed. Nothing happens to a device that is already removed.
    """
    if outcome.kind == "gone" and _note_gone(session, address, outcome, now=now):
        return True
    if outcome.kind == "sent":
        values: dict[str, object] = {"sent_at": now, "failing_since": None}
    else:
        values = {
            "failed_at": now,
            "failing_since": func.coalesce(column("failing_since"), literal(now, UtcDateTime())),
            "failure_kind": outcome.kind,
            "failure_code": outcome.code,
        }
    if not _update(session, address, values):
        _update(session, address, values, table=ChannelAddress)
    return False


def note_shown(session: Session | Connection, address: str, *, now: datetime) -> None:
    """Write down that a device has displayed a notification: the one proof that it rings."""
    _update(session, address, {"shown_at": now, "failing_since": None})


def _refreshed(device: Device, target: WebPushTarget, label: str, *, now: datetime) -> Device:
    """Keep the VAPID key of the first time: that is the one that the browser subscribed with."""
    _seal(device, target)
    device.last_seen_at = now
    device.label = label
    return device


def _added(session: Session, account: Account, target: WebPushTarget, label: str, *, now: datetime) -> Device:
    device = Device(
        uuid=uuid7(),
        account_id=account.id,
        channel="webpush",
        label=label,
        endpoint_hash=_endpoint_hash(target.endpoint, _ring()),
        vapid_key_id=target.vapid_key_id,
        created_at=now,
        last_seen_at=now,
    )
    _seal(device, target)
    session.add(device)
    session.flush()
    record(session, "device_registered", by=account.uuid, subject=f"device:{device.uuid}", now=now)
    return device


def _seal(device: Device, target: WebPushTarget) -> None:
    row = seal_row(device.uuid)
    key = new_data_key(_ring(), "kek", row=row)
    content = {"endpoint": target.endpoint, "p256dh": target.p256dh, "auth": target.auth}
    device.key_id, device.wrapped_key = key.key_id, key.wrapped
    device.sealed = key.seal(json.dumps(content).encode(), row=row)


def _make_room(session: Session, account: Account, *, now: datetime) -> None:
    mine = select(Device).where(Device.account_id == account.id, Device.removed_at.is_(None))
    devices = list(session.execute(mine).scalars())
    if len(devices) < MAX_DEVICES:
        return
    oldest = min(devices, key=_sign_of_life)
    if now - _sign_of_life(oldest) < FORGOTTEN_AFTER:
        detail = f"An account has at most {MAX_DEVICES} devices. Remove one that you no longer use."
        raise Conflict(detail, code="too_many_devices")
    _remove(session, oldest, "forgotten", by=account.uuid, now=now)


def _sign_of_life(device: Device) -> datetime:
    return max(device.last_seen_at, device.shown_at or device.last_seen_at)


def _remove(session: Session, device: Device, because: str, *, by: str, now: datetime) -> None:
    for name, value in _removal(because, now).items():
        setattr(device, name, value)
    session.flush()
    record(session, "device_removed", by=by, subject=f"device:{device.uuid}", now=now, because=because)


def _note_gone(session: Session | Connection, address: str, outcome: Outcome, *, now: datetime) -> bool:
    values = _removal("gone", now) | {"failed_at": now, "failure_kind": outcome.kind, "failure_code": outcome.code}
    if not _update(session, address, values):
        return False
    record(session, "device_gone", by="system", subject=f"device:{address}", now=now, code=outcome.code)
    return True


def _removal(because: str, now: datetime) -> dict[str, object]:
    """What a removed device keeps is its name and its times."""
    erased = dict.fromkeys(("endpoint_hash", "key_id", "wrapped_key", "sealed"))
    return {"removed_at": now, "removed_because": because, **erased}


def _update(
    session: Session | Connection,
    address: str,
    values: dict[str, object],
    *,
    table: type[Device] | type[ChannelAddress] = Device,
) -> bool:
    change = (
        update(table)
        .where(table.uuid == address, table.removed_at.is_(None))
        .values(values)
        .execution_options(synchronize_session=False)
    )
    return bool(getattr(session.execute(change), "rowcount", 0))


def _by_endpoint(session: Session, ring: KeyRing, endpoint: str) -> Device | None:
    """Find a device by its address, whichever key of the ring its hash was made with."""
    hashes = [_endpoint_hash(endpoint, ring, key_id) for key_id in ring.secret_ids("hmac")]
    return session.execute(select(Device).where(Device.endpoint_hash.in_(hashes))).scalars().first()


def _endpoint_hash(endpoint: str, ring: KeyRing, key_id: str | None = None) -> bytes:
    return blind_index(ring, "push-endpoint", endpoint.encode(), key_id=key_id)[1]


def _ring() -> KeyRing:
    found: KeyRing = current_app.extensions["nightlamp.keys"]
    return found
