"""Queue messages that belong to no alert: tests, codes, notices. The dispatcher sends them like all others."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from sqlalchemy import insert
from sqlalchemy.orm import Session

from nightlamp.alerts.models import Delivery
from nightlamp.alerts.notices.kinds import NoticeCode
from nightlamp.core.ids import new_key

_Way = tuple[int, str, str]


def queue_messages(
    session: Session,
    kind: Literal["test", "code", "notice"],
    ways: Iterable[_Way],
    *,
    now: datetime,
    notice: NoticeCode | None = None,
) -> int:
    """Queue one message by each way (account, channel, public id of the device or address); return how many."""
    rows = [
        {
            "id": new_key(),
            "alert_id": None,
            "kind": kind,
            "notice": notice,
            "round": 0,
            "step": 0,
            "account_id": account_id,
            "channel": channel,
            "address": address,
            "state": "pending",
            "due_at": now,
            "attempts": 0,
            "created_at": now,
        }
        for account_id, channel, address in ways
    ]
    if rows:
        session.execute(insert(Delivery), rows)
    return len(rows)
