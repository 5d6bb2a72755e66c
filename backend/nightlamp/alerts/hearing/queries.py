"""The doors to how people want to be told."""

from collections.abc import Collection
from datetime import time

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from nightlamp.alerts.hearing.rules import Habits, Quiet
from nightlamp.alerts.models import HearingRule, QuietHours


def habits_of(session: Session | Connection, account_ids: Collection[int]) -> dict[int, Habits]:
    """Return what these people have set; whoever has set nothing is not in the answer."""
    if not account_ids:
        return {}
    rules = select(HearingRule.account_id, HearingRule.urgency, HearingRule.channel, HearingRule.after_seconds)
    quiet = select(QuietHours.account_id, QuietHours.zone, QuietHours.weekdays, QuietHours.begins, QuietHours.minutes)
    after: dict[int, dict[tuple[str, str], int | None]] = {}
    for row in session.execute(rules.where(HearingRule.account_id.in_(account_ids))):
        after.setdefault(row.account_id, {})[row.urgency, row.channel] = row.after_seconds
    hours = {
        row.account_id: Quiet(
            row.zone, frozenset(map(int, row.weekdays)), time.fromisoformat(row.begins), row.minutes
        )
        for row in session.execute(quiet.where(QuietHours.account_id.in_(account_ids)))
    }
    return {person: Habits(after.get(person, {}), hours.get(person)) for person in {*after, *hours}}
