"""Clocks that are set back and forward an hour, nights in which they change, and a rota that has lost its people."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from nightlamp.agencies.actions import end_role
from nightlamp.agencies.models import RoleGrant
from nightlamp.alerts.engine.stepping import ClockWatch
from nightlamp.alerts.models import Alert, Delivery
from nightlamp.alerts.queries import faults
from nightlamp.core.db import db, writing
from tests.conftest import PretendClock
from tests.support.rota import HOUR, made, off_duty, on_now
from tests.support.town import PASSWORD, Town

both = pytest.mark.both_databases
MINUTE = timedelta(minutes=1)


def test_a_clock_that_is_set_back_is_noticed_and_one_that_runs_or_jumps_ahead_is_not() -> None:
    watch, now = ClockWatch(), datetime(2026, 3, 2, tzinfo=UTC)
    assert watch.set_back_by(now, ticks=10.0) is None
    watch.look(now, ticks=10.0)
    assert watch.set_back_by(now + timedelta(seconds=7), ticks=17.0) is None
    assert watch.set_back_by(now + timedelta(seconds=4), ticks=7.0 + 10.0) is None, "time servers correct so much"
    assert watch.set_back_by(now + HOUR, ticks=11.0) is None
    assert watch.set_back_by(now - HOUR, ticks=11.0) == HOUR + timedelta(seconds=1)


@both
def test_nobody_waits_an_hour_because_the_clock_was_set_back(town: Town, clock: PretendClock) -> None:
    for _ in range(20):
        town.file(danger_now="unknown")
    assert town.rung() == ["worker"] * 20
    town.dispatcher.mind_the_clock(clock(), ticks=0.0)
    clock.forward(minutes=4)
    town.dispatcher.mind_the_clock(clock(), ticks=240.0)
    assert town.rung() == []
    clock.forward(minutes=-60)
    assert town.dispatcher.mind_the_clock(clock(), ticks=240.0) == 20
    assert town.rung() == []
    clock.forward(minutes=1)
    assert town.dispatcher.mind_the_clock(clock(), ticks=300.0) == 0
    assert town.rung() == ["colleague"] * 20 + ["worker"] * 20, (
        "five minutes after the first ring, whatever the clock"
    )
    assert whole(town) == (20, 0, 0)


@both
def test_a_message_that_waits_is_brought_forward_and_office_work_stays_where_it_is(
    town: Town, clock: PretendClock
) -> None:
    town.file()
    with writing() as session:
        alert = session.execute(select(Alert)).scalar_one()
        alert.urgency, alert.next_at = "P3", clock() + 2 * HOUR
        session.execute(select(Delivery)).scalars().first().due_at = clock() + 2 * MINUTE  # type: ignore[union-attr]
    town.dispatcher.mind_the_clock(clock(), ticks=0.0)
    office = clock() + 2 * HOUR
    clock.forward(minutes=-60)
    assert town.dispatcher.mind_the_clock(clock(), ticks=0.0) == 1
    db.session.expire_all()
    assert db.session.execute(select(Alert.next_at)).scalar_one() == office
    due = db.session.execute(select(Delivery.due_at).order_by(Delivery.id)).scalars().first()
    assert due == clock() + 2 * MINUTE
    db.session.rollback()
    assert town.rung() == []
    clock.forward(minutes=2)
    assert town.rung() == ["worker"]


@both
def test_a_clock_that_jumps_ahead_rings_early_and_loses_nothing(town: Town, clock: PretendClock) -> None:
    for _ in range(20):
        town.file(danger_now="unknown")
    town.rung()
    clock.forward(minutes=60)
    town.dispatcher.mind_the_clock(clock(), ticks=1.0)
    assert set(town.rung()) >= {"worker", "colleague"}
    assert whole(town) == (20, 0, 0)


# Berlin goes from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October; Shanghai never.
NIGHTS = [
    ("Europe/Berlin", datetime(2026, 3, 28, 22, 30, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 24, 22, 30, tzinfo=UTC)),
    ("Asia/Shanghai", datetime(2026, 3, 28, 14, 30, tzinfo=UTC)),
]


@both
@pytest.mark.parametrize(("zone", "begins"), NIGHTS)
def test_in_a_night_that_changes_the_clocks_one_person_is_on_at_every_moment_and_hears(
    town: Town, clock: PretendClock, zone: str, begins: datetime
) -> None:
    clock.moment = begins - HOUR
    off_duty(town, "worker", "county", "desk")
    who = {"email": "supervisor@xihu.example", "password": PASSWORD}
    assert town.browser("supervisor").post("/api/v1/session", json=who).status_code == 200
    made(town, zone=zone, begins="2026-03-01T00:00", period="hour", every=1)
    clock.moment = begins
    town.tick()
    for _ in range(12):
        clock.forward(minutes=30)
        (on,) = on_now(town)
        assert on in ("worker", "colleague")
        before = len(town.phones.sent)
        reference = town.file(danger_now="unknown")
        town.tick()
        heard = {
            endpoint.rsplit("/", 1)[1]
            for endpoint, message in town.phones.sent[before:]
            if message.alert == _alert_of(reference)
        }
        assert heard == {on}, clock()
    town._told = len(town.phones.sent)
    assert whole(town)[0] == 12


@both
def test_a_rota_that_has_lost_its_people_keeps_no_report_waiting(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker", "county", "desk")
    made(town)
    with writing() as session:
        for key in ("worker", "colleague"):
            theirs = select(RoleGrant).where(RoleGrant.account_id == town.people[key].account.id)
            end_role(session, session.execute(theirs).scalar_one(), by="test", now=clock())
    assert on_now(town) == set()
    for _ in range(20):
        town.file(danger_now="unknown")
    heard = town.rung()
    assert heard, "the empty steps are not waited out"
    assert set(heard) <= {"supervisor", "county", "desk"}
    assert whole(town) == (20, 0, 0)


def whole(town: Town) -> tuple[int, int, int]:
    """Return (alerts, alerts that no phone has heard of, faults)."""
    heard = {message.alert for _, message in town.phones.sent}
    db.session.rollback()
    alerts = set(db.session.execute(select(Alert.uuid)).scalars())
    count = db.session.execute(select(func.count()).select_from(Alert)).scalar_one()
    return count, len(alerts - heard), len(faults(db.session(), now=town.clock()))


def _alert_of(reference: str) -> str:
    db.session.rollback()
    return db.session.execute(select(Alert.uuid).where(Alert.subject == reference.replace("-", ""))).scalar_one()
