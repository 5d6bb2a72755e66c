"""What to do when the machine's clock was set back: nobody waits the lost hour for a ring that was due in minutes."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from nightlamp.alerts.models import Alert, Delivery

# Office work (P3, P4) is due at times of the day: they stay right, whatever the clock did.
_BY_DURATION = ("P0", "P1", "P2")
# Less is what time servers correct all day; it moves no alert noticeably.
LEAST = timedelta(seconds=5)


class ClockWatch:
    """Compares the clock of the wall, which somebody may set, with one that only runs."""

    def __init__(self) -> None:
        self._seen: tuple[datetime, float] | None = None

    def set_back_by(self, now: datetime, *, ticks: float) -> timedelta | None:
        """Return by how much the clock was set back since the last look; None when it was not, or at the first."""
        if self._seen is None:
            return None
        before, before_ticks = self._seen
        step = before + timedelta(seconds=ticks - before_ticks) - now
        return step if step >= LEAST else None

    def look(self, now: datetime, *, ticks: float) -> None:
        """Remember what both clocks say."""
        self._seen = now, ticks


def bring_forward(session: Session, step: timedelta, *, now: datetime) -> int:
    """Move what is due by as much earlier as the clock was set back (never before `now`); return how many.

    When two dispatchers do it for the same step, what is due comes earlier still: a ring too early, never one too
    late. Messages that are being sent keep their lease.
    """
    open_alerts = select(Alert).where(Alert.closed_at.is_(None), Alert.next_at > now, Alert.urgency.in_(_BY_DURATION))
    # What was written before the step bears times that are yet to come.
    waiting = select(Delivery).where(Delivery.state == "pending", Delivery.due_at > now, Delivery.created_at > now)
    alerts = session.execute(open_alerts.with_for_update(skip_locked=True)).scalars().all()
    messages = session.execute(waiting.with_for_update(skip_locked=True)).scalars().all()
    for alert in alerts:
        if alert.next_at is not None:
            alert.next_at = max(alert.next_at - step, now)
    for message in messages:
        message.due_at = max(message.due_at - step, now)
    return len(alerts) + len(messages)
