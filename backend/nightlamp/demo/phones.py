"""Phones for the time in which the stories are played: they show everything and belong to nobody.

Without them each alert of the past would read that nobody could be reached. They are removed before the demo
begins: what rings from then on is what visitors register themselves.
"""

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask

from nightlamp.accounts.queries import account_by_email
from nightlamp.alerts.engine.tokens import delivery_of
from nightlamp.alerts.phones import note_delivery_shown
from nightlamp.channels.actions import register_device, remove_device
from nightlamp.channels.senders import EXTENSION, Message, Outcome, WebPushTarget
from nightlamp.core.db import writing
from nightlamp.core.keys import KeyRing
from nightlamp.demo.people import ON_DUTY

# An address of the right form. Nothing is ever sent there: these phones are gone before a real sender runs.
_ENDPOINT = "https://updates.push.services.mozilla.com/nightlamp-demo/"
_SHOWN_AFTER = timedelta(seconds=2)


class Phones:
    """The sender of the played time: takes every message, and remembers its token."""

    def __init__(self) -> None:
        self._tokens: list[str] = []

    def send(self, target: WebPushTarget, message: Message) -> Outcome:  # noqa: ARG002  (no network here)
        """Take a message."""
        self._tokens.append(message.token)
        return Outcome("sent", "http_201")

    def show(self, ring: KeyRing, *, now: datetime) -> None:
        """Note of each message taken that a phone has displayed it."""
        taken, self._tokens = self._tokens, []
        if not taken:
            return
        with writing() as session:
            for token in taken:
                delivery_id = delivery_of(ring, token)
                if delivery_id is not None:
                    note_delivery_shown(session, delivery_id, now=now + _SHOWN_AFTER)


@contextmanager
def phones_for_everybody(app: Flask, *, since: datetime, until: datetime) -> Iterator[Phones]:
    """Give each person on duty a phone from `since`, and take it back at `until`."""
    phones = Phones()
    before = app.extensions.get(EXTENSION)
    app.extensions[EXTENSION] = {"webpush": phones}
    accounts = [account for post in ON_DUTY if (account := account_by_email(post.email))]
    with writing() as session:
        devices = [
            register_device(
                session,
                account=account,
                endpoint=f"{_ENDPOINT}{account.uuid}",
                p256dh=_text(_public_point()),
                auth=_text(secrets.token_bytes(16)),
                label="值班手机",
                now=since,
            )
            for account in accounts
        ]
    try:
        yield phones
    finally:
        with writing() as session:
            for account, device in zip(accounts, devices, strict=True):
                remove_device(session, device.uuid, account=account, now=until)
        del app.extensions[EXTENSION]
        if before is not None:
            app.extensions[EXTENSION] = before


def _public_point() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
