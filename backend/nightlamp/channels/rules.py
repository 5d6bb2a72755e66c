"""Does a device work, and what is it called. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

# A week holds a whole turn of any rota: whoever works with reports has had a test or an alert within it.
PROOF_LIFE = timedelta(days=7)
# A push service that is busy says nothing about the phone, until it has been busy for so long that nothing rings.
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class Record:
    """What came of messages to a device. `failing_since` is the first failure after the last success."""

    shown_at: datetime | None
    failed_at: datetime | None
    failing_since: datetime | None
    failure_kind: str | None


def is_failing(record: Record) -> bool:
    """Tell whether the last messages failed, and not only because a service asked us to come back later."""
    if record.failing_since is None or record.failed_at is None:
        return False
    return record.failure_kind != "later" or record.failed_at - record.failing_since >= PATIENCE


def is_working(record: Record, *, now: datetime) -> bool | None:
    """Tell whether a device rings: True is proven, False is failing, None is neither.

    Proven: it showed a notification within PROOF_LIFE and after its last failure. That a push service took a
    message proves nothing.
    """
    if is_failing(record):
        return False
    if record.shown_at is None or now - record.shown_at > PROOF_LIFE:
        return None
    return True if record.failed_at is None or record.shown_at >= record.failed_at else None


def is_reachable(known: Iterable[bool | None]) -> bool | None:
    """Tell whether a person can be reached, from how their devices and addresses work.

    True: one is proven. None: the best is not proven yet. False: there is none, or all of them fail.
    """
    ways = set(known)
    if True in ways:
        return True
    return None if None in ways else False


# The first match counts: most browsers also claim to be those further down.
_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "Mi Browser"),
    ("HeyTapBrowser", "OPPO Browser"),
    ("VivoBrowser", "vivo Browser"),
    ("SamsungBrowser", "Samsung Internet"),
    ("MQQBrowser", "QQ Browser"),
    ("UCBrowser", "UC Browser"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("OpenHarmony", "HarmonyOS"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def label_of(user_agent: str) -> str:
    """Return a browser and a system in plain words (`Firefox · Android`); the rest of the header is forgotten."""
    found = (_first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent))
    return " · ".join(word for word in found if word) or "Browser"


def _first(words: tuple[tuple[str, str], ...], user_agent: str) -> str | None:
    return next((name for mark, name in words if mark in user_agent), None)
