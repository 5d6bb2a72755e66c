"""The registry of senders: one a channel, made when first asked for. A test puts a recording one in its place."""

import logging
from typing import Any, Protocol

from flask import Flask

from nightlamp.channels.addresses.offered import offered_channels
from nightlamp.channels.message import Message, Outcome
from nightlamp.channels.webpush.endpoints import listed_origins
from nightlamp.channels.webpush.sender import WebPushSender
from nightlamp.channels.webpush.target import WebPushTarget
from nightlamp.core.config import Settings
from nightlamp.core.keys import KeyRing

__all__ = ["EXTENSION", "Message", "Outcome", "Sender", "WebPushTarget", "init_channels", "senders"]

log = logging.getLogger("nightlamp.channels")

EXTENSION = "nightlamp.senders"


class Sender(Protocol):
    """Whoever can bring a message to a device or address of one channel; `target` is what its channel is sent to.

    `send` touches no database and may block on a network for up to half a minute: call it from a thread pool,
    with no transaction open. It is safe to call from many threads.
    """

    def send(self, target: Any, message: Message) -> Outcome:
        """Make one attempt and say what came of it; what goes wrong outside is an outcome, not an exception."""
        ...


def init_channels(app: Flask) -> None:
    """Make the senders of an application that has none. Raises KeyMissing, or SettingError for push hosts."""
    settings: Settings = app.extensions["nightlamp.settings"]
    ring: KeyRing = app.extensions["nightlamp.keys"]
    webpush = WebPushSender(
        ring,
        contact=settings.push_contact,
        public_origin=settings.public_origin,
        listed=listed_origins(settings.push_hosts),
    )
    app.extensions.setdefault(EXTENSION, {"webpush": webpush, **_apprise_senders(settings)})


def senders(app: Flask) -> dict[str, Sender]:
    """Return the senders by channel, made on the first call."""
    if EXTENSION not in app.extensions:
        init_channels(app)
    found: dict[str, Sender] = app.extensions[EXTENSION]
    return found


def _apprise_senders(settings: Settings) -> dict[str, Sender]:
    """Return the senders of the channels that are set up. Only a dispatcher comes here: apprise is loaded now."""
    channels = offered_channels(settings)
    if missing := sorted(set(settings.apprise_templates) - set(channels)):
        log.error("Channels that are set up and cannot be used: %s. See docs/operations.md.", ", ".join(missing))
    if not channels:
        return {}
    from nightlamp.channels.apprise_sender import AppriseSender  # noqa: PLC0415

    ntfy = listed_origins(settings.ntfy_hosts, "NIGHTLAMP_NTFY_HOSTS")
    templates, origin = settings.apprise_templates, settings.public_origin
    return {name: AppriseSender(name, templates[name], public_origin=origin, ntfy_origins=ntfy) for name in channels}
