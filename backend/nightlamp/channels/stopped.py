"""The doors to devices and addresses that have stopped ringing, for whoever tells their owners."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from nightlamp.channels.models import ChannelAddress, Device
from nightlamp.channels.rules import PATIENCE, Record, is_failing

# Told within minutes, or not at all: news of last week's trouble with a phone helps nobody.
TOLD_WITHIN = timedelta(days=1)
# A push service in trouble must not make one look long; the rest is found a minute later.
_AT_ONCE = 500


class Stopped(NamedTuple):
    """A device or address that has stopped: whose, its public id, and since when."""

    account_id: int
    address: str
    since: datetime


def gone_devices(session: Session, *, now: datetime) -> list[Stopped]:
    """Return the devices whose push service has said within TOLD_WITHIN that they are gone for ever."""
    query = (
        select(Device.account_id, Device.uuid, Device.removed_at)
        .where(Device.removed_because == "gone", Device.removed_at > now - TOLD_WITHIN)
        .order_by(Device.removed_at.desc())
        .limit(_AT_ONCE)
    )
    return [Stopped(row[0], row[1], row[2] or now) for row in session.execute(query)]


def failing_ways(session: Session, *, now: datetime) -> list[Stopped]:
    """Return the devices and verified addresses that have failed for PATIENCE, and began to within TOLD_WITHIN."""
    found: list[Stopped] = []
    for table, proof in ((Device, Device.shown_at), (ChannelAddress, ChannelAddress.verified_at)):
        query = (
            select(table.account_id, table.uuid, proof, table.failed_at, table.failing_since, table.failure_kind)
            .where(table.failing_since > now - TOLD_WITHIN, table.failing_since <= now - PATIENCE)
            .where(table.removed_at.is_(None))
            .order_by(table.failing_since.desc())
            .limit(_AT_ONCE)
        )
        if table is ChannelAddress:
            query = query.where(proof.is_not(None))
        found += [
            Stopped(row[0], row[1], row[4] or now) for row in session.execute(query) if is_failing(Record(*row[2:]))
        ]
    return found
