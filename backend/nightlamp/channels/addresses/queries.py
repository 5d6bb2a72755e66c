"""The doors to addresses. What is sealed leaves only through `address_for_sending` and `code_for_sending`."""

import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import Connection, Row, select
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.channels.addresses.codes import code_of
from nightlamp.channels.models import ChannelAddress
from nightlamp.channels.rules import Record, is_working
from nightlamp.core.crypto import SealBroken, unwrap_data_key
from nightlamp.core.errors import NotFound
from nightlamp.core.keys import KeyMissing, KeyRing

log = logging.getLogger("nightlamp.channels")


@dataclass(frozen=True)
class AddressTarget:
    """Where to reach somebody in one channel: the address as it was typed. Secret; stays out of logs."""

    channel: str
    address: str = field(repr=False)


@dataclass(frozen=True)
class AddressView:
    """An address as its owner sees it. `code_until`: until when the code that was sent last may be typed."""

    id: str
    channel: str
    label: str
    verified: bool
    working: bool | None
    code_until: datetime | None
    created_at: datetime
    verified_at: datetime | None
    sent_at: datetime | None
    failed_at: datetime | None
    failing_since: datetime | None


def seal_row(uuid: str) -> str:
    """Return what an address's seal is bound to."""
    return f"channel_address:{uuid}"


def record_of(row: Any) -> Record:
    """Return the record of an address. That its owner has typed the code is the one proof that it is read."""
    return Record(row.verified_at, row.failed_at, row.failing_since, row.failure_kind)


def verified_addresses(session: Session | Connection, account_ids: Collection[int]) -> list[Row[Any]]:
    """Return the verified addresses of these people, oldest first; ended accounts have none."""
    a = ChannelAddress
    query = (
        select(a.account_id, a.channel, a.uuid, a.label, a.verified_at, a.sent_at, a.failed_at, a.failing_since)
        .add_columns(a.failure_kind)
        .join(Account, Account.id == a.account_id)
        .where(a.account_id.in_(account_ids), a.removed_at.is_(None), a.verified_at.is_not(None))
        .where(Account.disabled_at.is_(None))
        .order_by(a.id)
    )
    return list(session.execute(query))


def address_for_sending(session: Session | Connection, uuid: str, *, for_code: bool = False) -> AddressTarget | None:
    """Return an open address, or None when it is removed, not verified, or its owner's account has ended.

    `for_code`: one that is not verified yet is opened too, to send the code. None also when its seal does not open:
    that is logged for the operator.
    """
    a = ChannelAddress
    query = (
        select(a.channel, a.key_id, a.wrapped_key, a.sealed, a.verified_at)
        .join(Account, Account.id == a.account_id)
        .where(a.uuid == uuid, a.removed_at.is_(None), Account.disabled_at.is_(None))
    )
    row = session.execute(query).one_or_none()
    if row is None or row.sealed is None or (row.verified_at is None and not for_code):
        return None
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    try:
        key = unwrap_data_key(ring, "kek", row.key_id, row.wrapped_key, row=seal_row(uuid))
        return AddressTarget(row.channel, key.open(row.sealed, row=seal_row(uuid)).decode())
    except (KeyMissing, SealBroken) as error:
        log.error("Address %s cannot be opened (%s); it cannot ring.", uuid, type(error).__name__)
        return None


def code_for_sending(session: Session | Connection, uuid: str, *, now: datetime) -> str | None:
    """Return the code that is to be sent to an address now; None when there is none, or it is over."""
    a = ChannelAddress
    query = select(a.code_key_id, a.code_nonce, a.code_until).where(a.uuid == uuid, a.removed_at.is_(None))
    row = session.execute(query).one_or_none()
    if row is None or row.code_nonce is None or row.code_until is None or row.code_until <= now:
        return None
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    try:
        return code_of(ring, uuid, row.code_nonce, key_id=row.code_key_id)[1]
    except KeyMissing:
        log.error("The code of address %s cannot be made: its key is gone.", uuid)
        return None


def address_views(session: Session, account_id: int, *, now: datetime) -> list[AddressView]:
    """Return the addresses of one person that are not removed, oldest first."""
    mine = select(ChannelAddress).where(ChannelAddress.account_id == account_id, ChannelAddress.removed_at.is_(None))
    return [_view(found, now=now) for found in session.execute(mine.order_by(ChannelAddress.id)).scalars()]


def own_address(session: Session, uuid: str, *, account_id: int, lock: bool = False) -> ChannelAddress:
    """Return one address of this person, locked if asked. Raises NotFound for removed ones and those of others."""
    mine = select(ChannelAddress).where(
        ChannelAddress.uuid == uuid, ChannelAddress.account_id == account_id, ChannelAddress.removed_at.is_(None)
    )
    found = session.execute(mine.with_for_update() if lock else mine).scalar_one_or_none()
    if found is None:
        raise NotFound("There is no such address.")
    return found


def view_of(session: Session, uuid: str, *, account_id: int, now: datetime) -> AddressView:
    """Return one address as its owner sees it. Raises NotFound."""
    return _view(own_address(session, uuid, account_id=account_id), now=now)


def _view(found: ChannelAddress, *, now: datetime) -> AddressView:
    is_verified = found.verified_at is not None
    waiting = not is_verified and found.code_until is not None and found.code_until > now
    return AddressView(
        id=found.uuid,
        channel=found.channel,
        label=found.label,
        verified=is_verified,
        working=is_working(record_of(found), now=now) if is_verified else None,
        code_until=found.code_until if waiting else None,
        created_at=found.created_at,
        verified_at=found.verified_at,
        sent_at=found.sent_at,
        failed_at=found.failed_at,
        failing_since=found.failing_since,
    )
