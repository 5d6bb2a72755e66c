"""The doors to devices and to all ways of reaching people. Secrets leave only through `target_for_sending`."""

import json
import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.channels.addresses.offered import offered_channels
from nightlamp.channels.addresses.queries import AddressTarget, address_for_sending, record_of, verified_addresses
from nightlamp.channels.models import Device
from nightlamp.channels.rules import Record, is_working
from nightlamp.channels.webpush.endpoints import EndpointRefused, split_endpoint
from nightlamp.channels.webpush.target import WebPushTarget
from nightlamp.core import clock
from nightlamp.core.crypto import SealBroken, unwrap_data_key
from nightlamp.core.errors import NotFound
from nightlamp.core.keys import KeyMissing, KeyRing

log = logging.getLogger("nightlamp.channels")


@dataclass(frozen=True)
class Address:
    """One way to reach a person: `address` is the public id of the device or address in that channel.

    `working` as in `rules.is_working`. `shown_at`: when a device last showed a message, or an address was verified.
    `label`: browser and system of a device, or enough of an address to tell it from another.
    """

    account_id: int
    channel: str
    address: str
    working: bool | None
    shown_at: datetime | None
    label: str = ""
    sent_at: datetime | None = None
    failed_at: datetime | None = None


@dataclass(frozen=True)
class DeviceView:
    """A device as its owner sees it."""

    id: str
    label: str
    working: bool | None
    created_at: datetime
    sent_at: datetime | None
    shown_at: datetime | None


_RECORD = (Device.shown_at, Device.failed_at, Device.failing_since, Device.failure_kind)


def addresses_of(
    session: Session | Connection, account_ids: Collection[int], *, now: datetime | None = None
) -> list[Address]:
    """Return the devices of these people that are not removed, then their verified addresses; each oldest first.

    Ended accounts have none. An address in a channel that this deployment has no more does not work.
    `now` decides what counts as proven; None is the application's clock.
    """
    if not account_ids:
        return []
    moment = now or clock.now()
    query = (
        select(Device.account_id, Device.channel, Device.uuid, Device.label, Device.sent_at, *_RECORD)
        .join(Account, Account.id == Device.account_id)
        .where(Device.account_id.in_(account_ids), Device.removed_at.is_(None), Account.disabled_at.is_(None))
        .order_by(Device.id)
    )
    devices = [
        Address(*row[:3], is_working(Record(*row[5:]), now=moment), row.shown_at, *row[3:5], row.failed_at)
        for row in session.execute(query)
    ]
    offered = offered_channels(current_app.extensions["nightlamp.settings"])
    return devices + [
        Address(
            row.account_id,
            row.channel,
            row.uuid,
            is_working(record_of(row), now=moment) if row.channel in offered else False,
            row.verified_at,
            row.label,
            row.sent_at,
            row.failed_at,
        )
        for row in verified_addresses(session, account_ids)
    ]


def target_for_sending(
    session: Session | Connection, channel: str, address: str, *, for_code: bool = False
) -> WebPushTarget | AddressTarget | None:
    """Return where a message goes, opened, for the sender of its channel; None when it must not or cannot go.

    `for_code`: also to an address that is not verified yet.
    """
    if channel == "webpush":
        return device_for_sending(session, address)
    return address_for_sending(session, address, for_code=for_code)


def device_for_sending(session: Session | Connection, address: str) -> WebPushTarget | None:
    """Return the open address and keys of a device, or None when it is removed or its owner's account has ended.

    None also when its seal does not open: that is logged for the operator, and others are rung meanwhile.
    """
    query = (
        select(Device.key_id, Device.wrapped_key, Device.sealed, Device.vapid_key_id)
        .join(Account, Account.id == Device.account_id)
        .where(Device.uuid == address, Device.removed_at.is_(None), Account.disabled_at.is_(None))
    )
    row = session.execute(query).one_or_none()
    if row is None or row.sealed is None:
        return None
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    try:
        key = unwrap_data_key(ring, "kek", row.key_id, row.wrapped_key, row=seal_row(address))
        content = json.loads(key.open(row.sealed, row=seal_row(address)))
    except (KeyMissing, SealBroken) as error:
        log.error("Device %s cannot be opened (%s); it cannot ring.", address, type(error).__name__)
        return None
    return WebPushTarget(vapid_key_id=row.vapid_key_id, **content)


def host_for_sending(session: Session | Connection, channel: str, address: str) -> str | None:
    """Return at which host a message waits for its answer, or None when it cannot be sent.

    Of a browser that is the origin of its push service; every other channel counts as one host.
    """
    if channel != "webpush":
        return channel
    target = device_for_sending(session, address)
    try:
        return split_endpoint(target.endpoint).origin if target else None
    except EndpointRefused:
        return None


def devices_of(session: Session, account_id: int, *, now: datetime) -> list[DeviceView]:
    """Return the devices of one person that are not removed, oldest first."""
    return _views(session, account_id, None, now=now)


def own_device(session: Session, uuid: str, *, account_id: int, now: datetime) -> DeviceView:
    """Return one device of this person. Raises NotFound for removed ones and for those of others."""
    found = _views(session, account_id, uuid, now=now)
    if not found:
        raise NotFound("There is no such device.")
    return found[0]


def seal_row(uuid: str) -> str:
    """Return what a device's seal is bound to."""
    return f"device:{uuid}"


def _views(session: Session, account_id: int, uuid: str | None, *, now: datetime) -> list[DeviceView]:
    query = (
        select(Device.uuid, Device.label, Device.created_at, Device.sent_at, *_RECORD)
        .where(Device.account_id == account_id, Device.removed_at.is_(None))
        .order_by(Device.id)
    )
    if uuid is not None:
        query = query.where(Device.uuid == uuid)
    views = []
    for row in session.execute(query):
        working = is_working(Record(*row[4:]), now=now)
        views.append(DeviceView(row.uuid, row.label, working, row.created_at, row.sent_at, row.shown_at))
    return views
