"""The one place that asks what time it is. Everything below a route or a loop is handed `now`."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import current_app

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the machine's time, aware, in UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """Return the application's time; a test or a demo may have put another clock in place."""
    clock: Clock = current_app.extensions.get("nightlamp.clock", utc_now)
    return clock()


def as_text(moment: datetime | None) -> str | None:
    """Return RFC 3339 in UTC with milliseconds and `Z`, the only shape of time in the API; None stays None."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
