"""Invented phones: they belong to nobody, and nothing is ever sent to them over a network.

While the stories are played everybody on duty has one, else each alert of the past would read that nobody could be
reached. Some colleagues keep one, so that the boards of the demo show all that there is: phones that ring, one not
proven yet, one that fails. Whoever signs in has none: what rings for them is what they register themselves.
"""

import base64
import logging
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.accounts.queries import account_by_email
from nightlamp.alerts.engine.tokens import delivery_of
from nightlamp.alerts.phones import note_delivery_shown
from nightlamp.channels.actions import note_outcome, note_shown, register_device, remove_device
from nightlamp.channels.models import Device
from nightlamp.channels.senders import EXTENSION, Message, Outcome, Sender, WebPushTarget, senders
from nightlamp.core import clock
from nightlamp.core.db import db, writing
from nightlamp.core.keys import KeyRing
from nightlamp.demo.people import ON_DUTY

log = logging.getLogger("nightlamp.demo")

# An address of the right form. What would go there is taken here; nothing is sent.
_ENDPOINT = "https://updates.push.services.mozilla.com/nightlamp-demo/"
_SHOWN_AFTER = timedelta(seconds=2)
_PROVEN, _UNPROVEN, _FAILS = "proven", "unproven", "fails"
_FAILED = Outcome("failed", "http_400")
# Who keeps a phone. Nobody who signs in is among them: their phones are the visitors' own.
_KEPT = {
    "colleague": _PROVEN,
    "gudang": _PROVEN,
    "county": _PROVEN,
    "cuiyuan": _UNPROVEN,
    "sandun": _FAILS,
}
_HAD_FOR, _PROVEN_AGO = timedelta(days=3), timedelta(minutes=40)


class Phones:
    """The sender for invented phones: takes every message without sending it, and remembers its token.

    `real` is who sends to all others; None while the stories are played, when there are none.
    """

    def __init__(self, real: Sender | None = None) -> None:
        self._real = real
        self._tokens: list[str] = []

    def send(self, target: WebPushTarget, message: Message) -> Outcome:
        """Take a message to an invented phone; one of them always fails."""
        if self._real is not None and not target.endpoint.startswith(_ENDPOINT):
            return self._real.send(target, message)
        if target.endpoint.endswith(_FAILS):
            return _FAILED
        self._tokens.append(message.token)
        return Outcome("sent", "http_201")

    def show(self, ring: KeyRing, *, now: datetime) -> int:
        """Note of each message taken that a phone has displayed it; return how many."""
        taken, self._tokens = self._tokens, []
        if not taken:
            return 0
        with writing() as session:
            for token in taken:
                delivery_id = delivery_of(ring, token)
                if delivery_id is not None:
                    note_delivery_shown(session, delivery_id, now=now + _SHOWN_AFTER)
        return len(taken)


@contextmanager
def phones_for_everybody(app: Flask, *, since: datetime, until: datetime) -> Iterator[Phones]:
    """Give each person on duty a phone from `since`, and take it back at `until`; see `leave_phones` for after it."""
    phones = Phones()
    before = app.extensions.get(EXTENSION)
    app.extensions[EXTENSION] = {"webpush": phones}
    accounts = [account for post in ON_DUTY if (account := account_by_email(post.email))]
    with writing() as session:
        devices = [_phone(session, account, "played", now=since) for account in accounts]
    try:
        yield phones
    finally:
        with writing() as session:
            for account, device in zip(accounts, devices, strict=True):
                remove_device(session, device.uuid, account=account, now=until)
        del app.extensions[EXTENSION]
        if before is not None:
            app.extensions[EXTENSION] = before


def leave_phones(session: Session, *, now: datetime) -> None:
    """Give some colleagues the phones that they keep: proven a while ago, not proven yet, and failing."""
    for key, condition in _KEPT.items():
        account = account_by_email(f"{key}@demo.example")
        if account is None:
            continue
        device = _phone(session, account, condition, now=now - _HAD_FOR)
        if condition == _PROVEN:
            note_outcome(session, device.uuid, Outcome("sent", "http_201"), now=now - _PROVEN_AGO)
            note_shown(session, device.uuid, now=now - _PROVEN_AGO)
        if condition == _FAILS:
            note_outcome(session, device.uuid, _FAILED, now=now - _PROVEN_AGO)


def answer_for_phones(app: Flask) -> Phones:
    """Let nothing go to an invented phone over a network from here on; return who takes it instead."""
    ways = senders(app)
    phones = Phones(ways["webpush"])
    app.extensions[EXTENSION] = {**ways, "webpush": phones}
    return phones


def keep_showing(app: Flask, phones: Phones) -> None:
    """Have the invented phones show what they were sent, a moment later, for as long as this process lives."""

    def show() -> None:
        ring: KeyRing = app.extensions["nightlamp.keys"]
        while True:
            time.sleep(_SHOWN_AFTER.total_seconds())
            try:
                with app.app_context():
                    phones.show(ring, now=clock.now() - _SHOWN_AFTER)
                    db.session.remove()
            except SQLAlchemyError as error:
                log.warning("The demo's invented phones could not answer (%s).", type(error).__name__)

    threading.Thread(target=show, name="invented-phones", daemon=True).start()


def _phone(session: Session, account: Account, name: str, *, now: datetime) -> Device:
    return register_device(
        session,
        account=account,
        endpoint=f"{_ENDPOINT}{account.uuid}/{name}",
        p256dh=_text(_public_point()),
        auth=_text(secrets.token_bytes(16)),
        label="值班手机",
        now=now,
    )


def _public_point() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
