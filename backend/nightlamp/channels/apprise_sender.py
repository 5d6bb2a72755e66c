"""Send one message to one address through apprise. Loaded in the dispatcher only: apprise is large, and optional.

apprise and what it stands on log addresses, so their logs are silenced here; we log the channel and a code.
"""

import logging
from collections.abc import Collection
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import apprise

from nightlamp.channels.addresses.hosts import check_host
from nightlamp.channels.addresses.queries import AddressTarget
from nightlamp.channels.addresses.shapes import AddressRefused, read_shape
from nightlamp.channels.apprise_answers import Heard, listen
from nightlamp.channels.message import Message, Outcome
from nightlamp.channels.webpush.answers import outcome_of
from nightlamp.channels.words import TITLES, plain_text, words_for
from nightlamp.core.clock import Clock, utc_now

log = logging.getLogger("nightlamp.channels")

# Each step of a conversation has its own limit. A lease is 45 s: connecting and one answer by HTTP take 15 s at
# most, the seven steps of SMTP (greeting, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA) with 5 s each take 35 s.
CONNECT_SECONDS, READ_SECONDS = 5, 10
# What these robots say when their address is none any more: WeCom 93000, DingTalk 300001 and 400102, Feishu 19001
# and 19002 (each from the vendor's list of codes).
_DEAD_ROBOT = frozenset({93000, 300001, 400102, 19001, 19002})
_TALKATIVE = ("apprise", "urllib3", "requests", "charset_normalizer")


class AppriseSender:
    """The sender of one channel. Safe to use from many threads: each message gets a plugin of its own.

    `template` is the deployment's apprise URL, with `{address}` where the address goes.
    """

    def __init__(
        self,
        channel: str,
        template: str,
        *,
        public_origin: str,
        ntfy_origins: Collection[str] = (),
        clock: Clock = utc_now,
    ) -> None:
        self._channel, self._template = channel, template
        self._public_origin, self._ntfy_origins = public_origin, frozenset(ntfy_origins)
        self._clock = clock
        self._asset = apprise.AppriseAsset(
            app_id="Nightlamp", app_desc="Nightlamp", app_url=public_origin, http_redirects=False, secure_logging=True
        )
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.CRITICAL)

    def send(self, target: AddressTarget, message: Message) -> Outcome:
        """Make one attempt; what goes wrong outside is an outcome, not an exception."""
        try:
            shape = read_shape(self._channel, target.address, ntfy_origins=self._ntfy_origins)
            check_host(shape)
        except AddressRefused as refused:
            return Outcome("failed", refused.code)
        plugin: Any = apprise.Apprise.instantiate(
            apprise_url(self._template, shape.value), asset=self._asset, suppress_exceptions=True
        )
        if not plugin:
            log.error("Channel %s: apprise does not take the URL of this deployment.", self._channel)
            return Outcome("refused", "template_unusable")
        heard = listen()
        text = plain_text(message, public_origin=self._public_origin)
        went_well = plugin.notify(body=text, title=self._title(message), body_format=apprise.NotifyFormat.TEXT)
        return self._judged(bool(went_well), heard)

    def _title(self, message: Message) -> str:
        """A mail needs a subject; elsewhere the name stands in the text already."""
        return TITLES[words_for(message.language)] if self._channel == "email" else ""

    def _judged(self, went_well: bool, heard: Heard) -> Outcome:
        outcome = self._outcome(went_well, heard)
        if outcome.kind == "refused":
            log.error("Channel %s refuses us (%s): nobody can be reached there.", self._channel, outcome.code)
        return outcome

    def _outcome(self, went_well: bool, heard: Heard) -> Outcome:
        if heard.body_code in _DEAD_ROBOT:
            return Outcome("failed", f"code_{heard.body_code}")
        if heard.status is not None and heard.status < 300 and heard.body_code >= 1000:
            return Outcome("later", f"code_{heard.body_code}")
        if went_well:
            return Outcome("sent", f"http_{heard.status}" if heard.status else "accepted")
        if heard.status is None:
            return Outcome("later", "timeout" if heard.timed_out else "unreachable")
        judged = outcome_of(heard.status, heard.headers, now=self._clock())
        # That a topic or robot is gone is not for ever, as a browser's subscription is: its owner may make it anew.
        return Outcome("failed", judged.code) if judged.kind in ("gone", "sent") else judged


def apprise_url(template: str, value: str) -> str:
    """Return the deployment's URL with an address in it, our limits of time, plain text, and no redirects."""
    query = urlsplit(template).query
    named = {name for name, _ in parse_qsl(query, keep_blank_values=True)}
    ours = {"cto": CONNECT_SECONDS, "rto": READ_SECONDS, "redirect": "no", "format": "text", "retry": 0}
    added = urlencode({name: content for name, content in ours.items() if name not in named})
    url = f"{template}{'&' if query else '?'}{added}"
    return url.replace("{address}", quote(value, safe="/:" if "/" in value else ""))
