"""How a dispatcher finds what is due: by index, alerts first, and never by going through a country."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, select

from nightlamp.alerts.engine.sending.choosing import Hosts, choose
from nightlamp.alerts.engine.sending.couriers import Rooms
from nightlamp.alerts.models import Delivery
from nightlamp.core.db import db, writing
from tests.conftest import PretendClock
from tests.support.rota import made
from tests.support.town import Town

# What grows with the country, or with its years.
LARGE = (
    "account", "account_session", "alert", "alert_event", "audit_event", "delivery", "device", "notice_sent", "place",
    "report", "role_grant", "rota", "shift", "shift_override", "swap_request", "team",
)  # fmt: skip


@contextmanager
def noted() -> Iterator[dict[str, Any]]:
    """Note each statement that goes to the database, with one set of its values."""
    asked: dict[str, Any] = {}

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        asked[statement] = values[0] if many else values

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)


def test_a_quiet_cycle_goes_through_no_large_table(town: Town, clock: PretendClock) -> None:
    made(town)
    town.file()
    assert town.rung() == ["worker"]
    clock.forward(hours=2)
    town.rung()
    clock.forward(minutes=1)
    with noted() as asked:
        town.dispatcher.tick(clock())
    read = {text: values for text, values in asked.items() if re.match("SELECT|UPDATE|DELETE", text)}
    assert len(read) > 20
    found = []
    for statement, values in read.items():
        plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        scans = [row[3] for row in plan if re.match(rf"SCAN ({'|'.join(LARGE)})(_1)?\b", row[3])]
        found += [(scan, statement) for scan in scans]
    assert found == []


@pytest.mark.both_databases
def test_an_alert_is_sent_before_notices_that_were_due_earlier(town: Town, clock: PretendClock) -> None:
    town.file()
    person = town.people["worker"].account.id
    with writing() as session:
        for number in range(3):
            session.add(
                Delivery(
                    id=number + 1, kind="notice", notice="shift_begins", round=0, step=0, account_id=person,
                    channel="webpush", address=f"none-{number}", state="pending", due_at=clock.moment,
                    attempts=0, created_at=clock.moment,
                )
            )  # fmt: skip
    clock.forward(minutes=1)
    first = choose(db.session(), Rooms(1, {}), Hosts(), now=clock())
    kinds = select(Delivery.kind).where(Delivery.id.in_(first))
    assert db.session.execute(kinds).scalars().all() == ["alert"]
    assert town.rung() == ["worker"]
