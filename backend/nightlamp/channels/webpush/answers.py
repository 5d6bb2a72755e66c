"""What a push service's answer means for the message, the device and the next try. Pure."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from nightlamp.channels.message import Outcome, OutcomeKind

# A service that asks for a longer pause is asked again after this: by then the alert has climbed by other ways.
LONGEST_WAIT_SECONDS = 3600.0
# RFC 6585 section 4 lets a 429 come without Retry-After.
USUAL_WAIT_SECONDS = 30.0

_KINDS: dict[int, OutcomeKind] = {
    401: "refused", 403: "refused", 404: "gone", 410: "gone", 406: "later", 408: "later", 425: "later", 429: "later",
}  # fmt: skip


def outcome_of(status: int, headers: Mapping[str, str], *, now: datetime) -> Outcome:
    """Return the outcome for a status; `headers` have lower-case names. 406 is how Windows says 429."""
    code = f"http_{status}"
    if 200 <= status < 300:
        return Outcome("sent", code)
    kind = _KINDS.get(status, "later" if status >= 500 else "failed")
    return Outcome(kind, code, _wait(status, headers, now=now) if kind == "later" else None)


def must_rest(status: int) -> bool:
    """Tell whether the service wants no message at all for a while, from anybody of us."""
    return status in (406, 429)


def retry_after_seconds(value: str | None, *, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110 section 10.2.3); None when it says nothing.

    It holds seconds or an HTTP date; never less than 0, never more than LONGEST_WAIT_SECONDS.
    """
    if value is None:
        return None
    try:
        seconds = float(value) if value.strip().isdigit() else _seconds_until(value, now)
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT_SECONDS) if math.isfinite(seconds) else None


def _wait(status: int, headers: Mapping[str, str], *, now: datetime) -> float | None:
    asked = retry_after_seconds(headers.get("retry-after"), now=now)
    return USUAL_WAIT_SECONDS if asked is None and must_rest(status) else asked


def _seconds_until(text: str, now: datetime) -> float:
    moment = parsedate_to_datetime(text)
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds()
