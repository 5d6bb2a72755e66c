"""Verbs on addresses: add one, send a code, verify it, remove it."""

import os
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.audit.actions import record
from nightlamp.channels.addresses.codes import LIFE, MAX_SENDS, MAX_TRIES, SENDS_WITHIN, code_of, is_code
from nightlamp.channels.addresses.hosts import check_host
from nightlamp.channels.addresses.offered import offered_channels
from nightlamp.channels.addresses.queries import own_address, seal_row
from nightlamp.channels.addresses.shapes import AddressRefused, Shape, read_shape
from nightlamp.channels.models import ChannelAddress
from nightlamp.channels.webpush.endpoints import listed_origins
from nightlamp.core.config import ADDRESS_CHANNELS, Settings
from nightlamp.core.crypto import blind_index, new_data_key
from nightlamp.core.db import writing
from nightlamp.core.errors import Conflict, TooManyAttempts, field_error
from nightlamp.core.ids import uuid7
from nightlamp.core.keys import KeyRing
from nightlamp.core.remember import forget_everything

MAX_ADDRESSES = 10
# So that nobody can be bothered with codes by somebody who adds and removes their address all day.
MAX_ADDED, ADDED_WITHIN = 10, timedelta(days=1)

_WORDS = {
    "not_an_address": "This is not an address of this channel.",
    "host_not_allowed": "This host is not one that we may post to; your operator can add it.",
    "host_not_public": "This host leads into a private network; nothing is sent there.",
}


def checked(channel: str, text: str) -> Shape:
    """Return what an address is made of, once its host was looked at. Raises Unprocessable, which names the field.

    Asks DNS: call it with no transaction open.
    """
    settings: Settings = current_app.extensions["nightlamp.settings"]
    if channel not in ADDRESS_CHANNELS:
        raise field_error("/channel", "unknown_value", f"Must be one of: {', '.join(ADDRESS_CHANNELS)}.")
    if channel not in offered_channels(settings):
        raise field_error("/channel", "channel_not_offered", "This channel is not set up here; see `channels`.")
    try:
        shape = read_shape(channel, text, ntfy_origins=listed_origins(settings.ntfy_hosts, "NIGHTLAMP_NTFY_HOSTS"))
        check_host(shape)
    except AddressRefused as refused:
        raise field_error("/address", refused.code, _WORDS[refused.code]) from None
    return shape


def add_address(
    session: Session, *, account: Account, channel: str, text: str, shape: Shape, now: datetime
) -> tuple[ChannelAddress, bool]:
    """Add an address that was `checked`, or find it when it is theirs already; tell whether a code is to be sent.

    Raises Conflict beyond MAX_ADDRESSES, and TooManyAttempts beyond MAX_ADDED within a day.
    """
    known = _known(session, account, channel, shape)
    if known is not None:
        return known, known.verified_at is None and _renewed(known, now=now)
    _check_room(session, account, now=now)
    found = ChannelAddress(
        uuid=uuid7(),
        account_id=account.id,
        channel=channel,
        label=shape.label,
        address_hash=_hash(channel, shape),
        created_at=now,
        code_tries=0,
        code_sends=0,
    )
    key = new_data_key(_ring(), "kek", row=seal_row(found.uuid))
    found.key_id, found.wrapped_key = key.key_id, key.wrapped
    found.sealed = key.seal(text.strip().encode(), row=seal_row(found.uuid))
    session.add(found)
    _renewed(found, now=now)
    session.flush()
    record(session, "address_added", by=account.uuid, subject=_subject(found), now=now, channel=channel)
    return found, True


def renew_code(session: Session, uuid: str, *, account: Account, now: datetime) -> ChannelAddress:
    """Make a new code for an address of this person; the one before is worth nothing any more.

    Raises NotFound, Conflict for one that is verified, and TooManyAttempts beyond MAX_SENDS an hour.
    """
    found = own_address(session, uuid, account_id=account.id, lock=True)
    if found.verified_at is not None:
        raise Conflict("This address is verified already.", code="already_verified")
    _renewed(found, now=now)
    session.flush()
    return found


def verify(uuid: str, code: str, *, account: Account, now: datetime) -> None:
    """Let an address ring, because its owner has typed the code that was sent there. Again changes nothing.

    Raises NotFound; Unprocessable for another code; Conflict when the code is over, or was tried MAX_TRIES times.
    A wrong try is written down before it is refused.
    """
    with writing() as session:
        found = own_address(session, uuid, account_id=account.id, lock=True)
        if found.verified_at is not None:
            return
        if found.code_nonce is None or found.code_until is None or found.code_until <= now:
            raise Conflict("The code is over. Ask for a new one.", code="code_over")
        if found.code_tries >= MAX_TRIES:
            raise Conflict(f"{MAX_TRIES} wrong codes. Ask for a new one.", code="code_spent")
        found.code_tries += 1
        is_right = is_code(_ring(), uuid, found.code_nonce, code, key_id=found.code_key_id or "")
        if is_right:
            found.verified_at, found.code_nonce, found.code_until = now, None, None
            forget_everything()
            record(session, "address_verified", by=account.uuid, subject=_subject(found), now=now)
    if not is_right:
        raise field_error("/code", "wrong_code", "This is not the code that was sent there last.")


def remove_address(session: Session, uuid: str, *, account: Account, now: datetime) -> None:
    """Remove an address of this person: it no longer rings, and is erased. Raises NotFound."""
    found = own_address(session, uuid, account_id=account.id, lock=True)
    found.removed_at, found.removed_because = now, "owner"
    found.address_hash = found.key_id = found.wrapped_key = found.sealed = None
    found.code_nonce = found.code_key_id = found.code_until = None
    session.flush()
    forget_everything()
    record(session, "address_removed", by=account.uuid, subject=_subject(found), now=now)


def _renewed(found: ChannelAddress, *, now: datetime) -> bool:
    """Give an address a new code, at most MAX_SENDS within SENDS_WITHIN."""
    if found.code_since is None or now - found.code_since >= SENDS_WITHIN:
        found.code_since, found.code_sends = now, 0
    if found.code_sends >= MAX_SENDS:
        wait = int((found.code_since + SENDS_WITHIN - now).total_seconds()) + 1
        raise TooManyAttempts("Too many codes were sent there. Wait a while.", headers={"Retry-After": str(wait)})
    found.code_sends, found.code_tries = found.code_sends + 1, 0
    found.code_nonce, found.code_until = os.urandom(16), now + LIFE
    found.code_key_id, _ = code_of(_ring(), found.uuid, found.code_nonce)
    return True


def _check_room(session: Session, account: Account, *, now: datetime) -> None:
    mine = select(func.count()).where(ChannelAddress.account_id == account.id)
    if session.execute(mine.where(ChannelAddress.removed_at.is_(None))).scalar_one() >= MAX_ADDRESSES:
        detail = f"An account has at most {MAX_ADDRESSES} addresses. Remove one that you no longer use."
        raise Conflict(detail, code="too_many_addresses")
    if session.execute(mine.where(ChannelAddress.created_at > now - ADDED_WITHIN)).scalar_one() >= MAX_ADDED:
        wait = str(int(ADDED_WITHIN.total_seconds()))
        raise TooManyAttempts("Too many addresses were added. Wait until tomorrow.", headers={"Retry-After": wait})


def _known(session: Session, account: Account, channel: str, shape: Shape) -> ChannelAddress | None:
    hashes = [_hash(channel, shape, key_id) for key_id in _ring().secret_ids("hmac")]
    mine = select(ChannelAddress).where(
        ChannelAddress.account_id == account.id, ChannelAddress.address_hash.in_(hashes)
    )
    return session.execute(mine.with_for_update()).scalars().first()


def _hash(channel: str, shape: Shape, key_id: str | None = None) -> bytes:
    return blind_index(_ring(), "channel-address", f"{channel}\n{shape.value}".encode(), key_id=key_id)[1]


def _subject(found: ChannelAddress) -> str:
    return f"address:{found.uuid}"


def _ring() -> KeyRing:
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    return ring
