"""What goes to a device and what came of it: the two records that every sender shares."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["alert", "test", "notice", "code"]
OutcomeKind = Literal["sent", "gone", "refused", "later", "failed", "held"]


@dataclass(frozen=True)
class Message:
    """One message to one device. It holds no word of a case: a lock screen, a watch and a vendor may show it.

    `alert` is the alert's opaque id (or a test's), `token` the delivery's single-use secret, `urgency` P0 to P4,
    `language` the account's. `ttl_seconds` is how long the message is worth delivering. `notice` says what a
    notice is about (`shift_begins`, …); `code` is what proves an address, in messages of that kind alone.
    """

    alert: str
    kind: Kind
    urgency: str
    at: datetime
    token: str = field(repr=False)
    language: str
    ttl_seconds: int
    notice: str | None = None
    code: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt.

    sent: the push service took it (a phone has not shown it yet) · gone: the address is dead for ever · refused:
    our own signature was not believed, an operator must look, no device is to blame · later: worth another try,
    after `retry_after_seconds` when the service named a time · failed: never works for this address · held: nothing
    was sent, for the service has asked to be left alone for another `retry_after_seconds`; that is no attempt.
    `code` is stable and names no address (`http_201`, `timeout`, `foreign_host`).
    """

    kind: OutcomeKind
    code: str
    retry_after_seconds: float | None = None
