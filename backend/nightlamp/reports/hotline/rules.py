"""When a call may have begun. Pure."""

from datetime import datetime, timedelta

from nightlamp.core.errors import field_error

# Clocks of two machines differ by minutes; more is a slip of the finger.
AHEAD = timedelta(minutes=5)
# What was noted on paper without a network is entered within the week, long holidays included. Our own figure.
LATEST = timedelta(days=8)


def check_call_time(began_at: datetime, *, now: datetime) -> None:
    """Raise Unprocessable for a call that would begin in the future, or began longer ago than is still entered."""
    if began_at > now + AHEAD:
        raise field_error(
            "/began_at", "time_in_future", "This call would begin in the future. Look at the date and the time."
        )
    if began_at < now - LATEST:
        raise field_error(
            "/began_at",
            "time_long_past",
            "This call began more than 8 days ago. Look at the date. If it is right, write it into the words, and "
            "give the time at which you enter them.",
        )
