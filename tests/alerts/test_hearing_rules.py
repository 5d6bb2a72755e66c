"""How people want to be told: by which channel, after how long, and when rather not; never at the cost of a child."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from nightlamp.alerts.hearing.rules import Habits, Quiet, planned, quiet_until
from nightlamp.alerts.models import Delivery
from nightlamp.channels.addresses.actions import add_address
from nightlamp.channels.addresses.shapes import read_shape
from nightlamp.channels.queries import Address
from nightlamp.channels.senders import EXTENSION, Message, Outcome
from nightlamp.core.db import db, writing
from nightlamp.core.remember import forget_everything
from tests.conftest import PretendClock
from tests.support.rows import counts, grown
from tests.support.town import Town

ZONE = "Asia/Shanghai"
EVERY_DAY = list(range(7))
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
both = pytest.mark.both_databases


def address(person: int = 1, channel: str = "webpush", working: bool | None = True) -> Address:
    return Address(person, channel, f"{person}-{channel}", working, None)


def waits(urgency: str, *addresses: Address, habits: dict[int, Habits] | None = None, now: datetime = NOW) -> Any:
    plan = planned(addresses, urgency, habits or {}, zone=ZONE, now=now)
    return {a.address: (due - now).total_seconds() for a, due in plan}


@pytest.mark.parametrize(("urgency", "seconds"), [("P0", 0), ("P1", 60), ("P2", 300), ("P3", 0), ("P4", 0)])
def test_devices_ring_at_once_and_other_channels_follow(urgency: str, seconds: int) -> None:
    assert waits(urgency, address(), address(channel="sms")) == {"1-webpush": 0, "1-sms": seconds}
    assert waits(urgency, address(channel="sms")) == {"1-sms": 0}, "without a device nothing is waited for"
    assert waits(urgency, address(working=False), address(channel="sms"))["1-sms"] == 0


def test_office_work_comes_by_other_channels_in_office_hours_only() -> None:
    night = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
    assert waits("P3", address(), address(channel="sms"), now=night) == {"1-webpush": 0, "1-sms": 10.5 * 3600}


def test_ones_own_rules_count_and_what_is_not_said_is_as_by_default() -> None:
    mine = {1: Habits({("P2", "webpush"): 120, ("P2", "sms"): 0})}
    both_ways = (address(), address(channel="sms"), address(channel="email"))
    assert waits("P2", *both_ways, habits=mine) == {"1-webpush": 120, "1-sms": 0, "1-email": 300}
    assert waits("P1", *both_ways, habits=mine) == {"1-webpush": 0, "1-sms": 60, "1-email": 60}
    never = {1: Habits({("P2", "sms"): None})}
    assert waits("P2", address(), address(channel="sms"), habits=never) == {"1-webpush": 0}


def test_what_is_urgent_rings_at_once_by_one_channel_at_least() -> None:
    slow = {1: Habits({("P1", "webpush"): 240, ("P1", "sms"): 300})}
    assert waits("P1", address(), address(channel="sms"), habits=slow) == {"1-webpush": 0, "1-sms": 60}
    assert waits("P1", address(working=False), address(channel="sms"), habits=slow)["1-sms"] == 0


def test_rules_that_would_leave_nobody_do_not_count() -> None:
    deaf = Habits({("P4", "webpush"): None})
    assert waits("P4", address(1), habits={1: deaf}) == {"1-webpush": 0}
    assert waits("P4", address(1), address(2), habits={1: deaf}) == {"2-webpush": 0}
    assert waits("P4", address(1), address(2, working=False), habits={1: deaf}) == {"1-webpush": 0, "2-webpush": 0}


NIGHT = Quiet("Europe/Berlin", frozenset(EVERY_DAY), time(22), 480)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-01-10T20:59:59Z", None),  # winter, 21:59
        ("2026-01-10T21:00:00Z", "2026-01-11T05:00:00Z"),
        ("2026-01-11T04:59:59Z", "2026-01-11T05:00:00Z"),
        ("2026-01-11T05:00:00Z", None),
        ("2026-03-28T21:00:00Z", "2026-03-29T04:00:00Z"),  # seven hours: 02:00 becomes 03:00
        ("2026-03-29T03:59:59Z", "2026-03-29T04:00:00Z"),
        ("2026-03-29T04:00:00Z", None),
        ("2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z"),  # nine hours: 02:00 comes twice
        ("2026-10-25T04:59:59Z", "2026-10-25T05:00:00Z"),
        ("2026-10-25T05:00:00Z", None),
    ],
)
def test_quiet_hours_follow_the_clock_on_the_wall(now: str, until: str | None) -> None:
    found = quiet_until(NIGHT, now=datetime.fromisoformat(now))
    assert found == (datetime.fromisoformat(until) if until else None)


def test_quiet_hours_belong_to_the_day_on_which_they_begin() -> None:
    fridays = Quiet(ZONE, frozenset({4}), time(22), 480)
    saturday_morning = datetime(2026, 3, 6, 20, 0, tzinfo=UTC)
    assert quiet_until(fridays, now=saturday_morning) == datetime(2026, 3, 6, 22, 0, tzinfo=UTC)
    assert quiet_until(fridays, now=saturday_morning + timedelta(days=1)) is None
    assert quiet_until(Quiet("Mars/Olympus", frozenset(EVERY_DAY), time(0), 960), now=NOW) is None


def test_quiet_hours_never_silence_what_is_urgent_and_others_are_told_meanwhile() -> None:
    quiet = {1: Habits(quiet=Quiet(ZONE, frozenset(EVERY_DAY), time(8), 120))}
    for urgency in ("P0", "P1"):
        assert waits(urgency, address(1), address(2), habits=quiet) == {"1-webpush": 0, "2-webpush": 0}
    for urgency in ("P2", "P3", "P4"):
        assert waits(urgency, address(1), address(2), habits=quiet) == {"1-webpush": 3600, "2-webpush": 0}
        assert waits(urgency, address(1), habits=quiet) == {"1-webpush": 0}, "nobody else could be reached"
        assert waits(urgency, address(1), address(2, working=False), habits=quiet)["1-webpush"] == 0


def put(town: Town, key: str, *rules: tuple[str, str, Any], quiet: dict[str, Any] | None = None) -> Any:
    listed = [{"urgency": u, "channel": c, "after_seconds": s} for u, c, s in rules]
    return town.put(key, "/hearing/rules", {"rules": listed, "quiet_hours": quiet})


def hours(begins: str = "08:00", minutes: int = 120, **other: Any) -> dict[str, Any]:
    return {"zone": ZONE, "weekdays": EVERY_DAY, "begins": begins, "minutes": minutes} | other


@dataclass
class SmsGateway:
    """Sends nothing; notes among the phones of the town that a text message would have gone out."""

    town: Town
    key: str

    def send(self, _target: Any, message: Message) -> Outcome:
        """Note the message."""
        self.town.phones.sent.append((f"sms/{self.key}-sms", message))
        return Outcome("sent", "200")


def give_sms(town: Town, key: str) -> None:
    """Give somebody a verified address of another channel."""
    with writing() as session:
        shape = read_shape("sms", "13900000001", ntfy_origins=())
        account = town.people[key].account
        found, _ = add_address(
            session, account=account, channel="sms", text="13900000001", shape=shape, now=town.clock()
        )
        found.verified_at = town.clock()
    town.app.extensions[EXTENSION]["sms"] = SmsGateway(town, key)
    forget_everything()


@both
def test_rules_are_kept_and_shown_with_the_defaults(town: Town) -> None:
    empty = town.get("worker", "/hearing/rules").json
    assert (empty["rules"], empty["quiet_hours"]) == ([], None)
    assert [(d["urgency"], d["others_after_seconds"]) for d in empty["defaults"][:3]] == [
        ("P0", 0), ("P1", 60), ("P2", 300)
    ]  # fmt: skip
    saved = put(town, "worker", ("P2", "webpush", 60), ("P4", "email", None), quiet=hours())
    assert saved.status_code == 200, saved.json
    assert town.get("worker", "/hearing/rules").json == saved.json
    assert saved.json["quiet_hours"] == hours()
    assert saved.json["quiet_until"] == "2026-03-02T02:00:00.000Z"
    assert town.get("colleague", "/hearing/rules").json["rules"] == []
    assert put(town, "worker").json["quiet_hours"] is None


@both
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"rules": [{"urgency": "P0", "channel": "webpush", "after_seconds": None}]}, "/rules/0/after_seconds"),
        ({"rules": [{"urgency": "P1", "channel": "sms", "after_seconds": 301}]}, "/rules/0/after_seconds"),
        ({"rules": [{"urgency": "P2", "channel": "sms", "after_seconds": 3601}]}, "/rules/0/after_seconds"),
        ({"rules": [{"urgency": "P2", "channel": "sms", "after_seconds": -1}]}, "/rules/0/after_seconds"),
        ({"rules": [{"urgency": "P2", "channel": "sms", "after_seconds": 1.5}]}, "/rules/0/after_seconds"),
        ({"rules": [{"urgency": "P2", "channel": "sms", "after_seconds": 1}] * 2}, "/rules/1/channel"),
        ({"rules": [{"urgency": "P7", "channel": "sms", "after_seconds": 1}]}, "/rules/0/urgency"),
        ({"rules": [{"urgency": "P2", "channel": "Fax!", "after_seconds": 1}]}, "/rules/0/channel"),
        ({"rules": "x"}, "/rules"),
        ({"quiet_hours": hours(zone="Mars/Olympus")}, "/quiet_hours/zone"),
        ({"quiet_hours": hours(zone="../../etc/passwd")}, "/quiet_hours/zone"),
        ({"quiet_hours": hours(weekdays=[])}, "/quiet_hours/weekdays"),
        ({"quiet_hours": hours(weekdays=[7])}, "/quiet_hours/weekdays/0"),
        ({"quiet_hours": hours(begins="25:00")}, "/quiet_hours/begins"),
        ({"quiet_hours": hours(minutes=961)}, "/quiet_hours/minutes"),
        ({"quiet_hours": hours(minutes=0)}, "/quiet_hours/minutes"),
        ({"quiet_hours": hours("22:00", minutes=24 * 60)}, "/quiet_hours/minutes"),
        ({"quiet_hours": {}}, "/quiet_hours/zone"),
    ],
)
def test_what_makes_no_sense_or_silences_what_is_urgent_is_refused(
    town: Town, body: dict[str, Any], expected: str
) -> None:
    before = counts()
    answer = town.put("worker", "/hearing/rules", body)
    assert answer.status_code == 422, answer.json
    assert expected in [error["pointer"] for error in answer.json["errors"]]
    assert grown(before) == {}


@both
def test_a_second_channel_follows_unless_somebody_has_taken_it(town: Town, clock: PretendClock) -> None:
    give_sms(town, "worker")
    town.file(danger_now="unknown")
    assert town.rung() == ["worker"]
    clock.forward(seconds=59)
    assert town.rung() == []
    clock.forward(seconds=1)
    assert town.rung() == ["worker-sms"]
    alert = town.get("worker", "/alerts").json["items"][0]["id"]
    town.put("worker", f"/alerts/{alert}/acknowledgement")
    town.file(danger_now="unknown")
    assert town.rung() == ["worker"]
    other = town.get("worker", "/alerts?state=triggered").json["items"][0]["id"]
    town.put("worker", f"/alerts/{other}/acknowledgement")
    clock.forward(minutes=2)
    assert town.rung() == []
    db.session.rollback()
    assert sorted(db.session.execute(select(Delivery.state)).scalars()) == ["cancelled", "sent", "sent", "sent"]


@both
def test_in_quiet_hours_the_others_are_called_and_the_message_waits(town: Town, clock: PretendClock) -> None:
    put(town, "worker", quiet=hours())
    town.file()
    assert town.rung() == ["worker"], "nobody else is on duty"
    clock.forward(minutes=20)
    assert town.rung() == ["colleague"], "somebody else can be reached"
    clock.forward(minutes=40)
    assert town.rung() == ["supervisor", "worker"], "at ten the quiet hours have ended"
    town.file(danger_now="unknown")
    assert town.rung() == ["worker"]


@both
def test_a_rung_does_not_wait_for_the_morning_when_the_others_fail(town: Town, clock: PretendClock) -> None:
    put(town, "worker", quiet=hours(minutes=600))
    town.file()
    town.rung()
    town.phones.outcome = lambda endpoint: Outcome("failed" if endpoint.endswith("colleague") else "sent", "x")
    clock.forward(minutes=20)
    assert town.rung() == ["colleague"]
    clock.forward(seconds=1)
    assert town.rung() == ["supervisor"]
