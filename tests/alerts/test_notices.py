"""What people are told of that is no alert: shifts, gaps, phones that stopped. Once each, by a way that works."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from nightlamp.alerts.models import Delivery, NoticeSent
from nightlamp.alerts.notices.actions import KEPT
from nightlamp.alerts.notices.rules import gap_keys, gentle, is_by_day, is_heard
from nightlamp.channels.actions import note_outcome, note_shown
from nightlamp.channels.queries import Address, addresses_of
from nightlamp.channels.senders import Outcome
from nightlamp.core.db import db, writing
from nightlamp.dispatcher import Dispatcher
from nightlamp.duty.rotas.models import Rota
from tests.conftest import PretendClock
from tests.support.rota import DAY, HOUR, account, hours, made, off_duty, post
from tests.support.town import Town

both = pytest.mark.both_databases
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TOWNSHIP = ("worker", "colleague")
GONE, BUSY = Outcome("gone", "http_410"), Outcome("later", "http_503")


def way(channel: str = "webpush", *, working: bool | None = None) -> Address:
    return Address(1, channel, channel, working, None)


def told(town: Town) -> list[tuple[str, str]]:
    """Return (who, what about) of the notices that rang since the last time that was asked."""
    before = len(town.phones.sent)
    town.tick()
    town.tick()
    fresh = [(endpoint.rsplit("/", 1)[1], message) for endpoint, message in town.phones.sent[before:]]
    return sorted((who, message.notice or message.kind) for who, message in fresh)


def device(town: Town, key: str) -> str:
    found = addresses_of(db.session(), [town.people[key].account.id], now=town.clock())
    db.session.rollback()
    return found[0].address


def proven(town: Town, *keys: str) -> None:
    for key in keys:
        address = device(town, key)
        with writing() as session:
            note_shown(session, address, now=town.clock())


def stopped(town: Town, key: str, outcome: Outcome = GONE) -> None:
    address = device(town, key)
    with writing() as session:
        note_outcome(session, address, outcome, now=town.clock())


def second_phone(town: Town) -> None:
    with writing():
        town.give_phone(town.people["worker"].account, "https://updates.push.services.mozilla.com/second")


def a_night_shift(town: Town, **other: object) -> None:
    """Give the township a rota in which worker and colleague take turns by the day."""
    off_duty(town, "worker")
    made(town, **other)


def swap(town: Town, clock: PretendClock, asked_of: str | None) -> dict[str, object]:
    """Ask for the worker's shift of the day after tomorrow."""
    whom = account(town, asked_of) if asked_of else None
    return hours(town, clock() + 2 * DAY, clock() + 3 * DAY) | {"asked_of": whom}


@both
def test_who_comes_on_duty_is_told_once(town: Town, clock: PretendClock) -> None:
    a_night_shift(town)
    proven(town, "worker", "colleague", "supervisor")
    assert told(town) == [("worker", "shift_begins")], "the first shift begins with the rota itself"
    clock.forward(seconds=DAY.total_seconds() - 60)
    proven(town, "colleague")
    assert told(town) == []
    clock.forward(seconds=90)
    assert told(town) == [("colleague", "shift_begins")]
    clock.forward(seconds=90)
    assert told(town) == []


@both
def test_who_goes_on_for_another_shift_is_not_told_that_it_begins(town: Town, clock: PretendClock) -> None:
    a_night_shift(town, people=[account(town, "worker")])
    proven(town, "worker")
    clock.forward(seconds=(DAY + timedelta(minutes=5)).total_seconds())
    assert told(town) == []


@both
def test_a_phone_not_proven_is_tried_half_an_hour_before_and_then_the_supervisor_hears_of_it(
    town: Town, clock: PretendClock
) -> None:
    a_night_shift(town)
    proven(town, "worker", "supervisor")
    told(town)
    clock.forward(seconds=(DAY - timedelta(minutes=29)).total_seconds())
    assert told(town) == [("colleague", "unreachable_soon")]
    clock.forward(seconds=10 * 60)
    assert told(town) == []
    clock.forward(seconds=10 * 60)
    assert told(town) == [("supervisor", "next_shift_unreachable")]
    clock.forward(seconds=5 * 60)
    assert told(town) == [], "each once"


@both
def test_a_phone_that_shows_the_warning_is_proven_and_nobody_else_is_bothered(
    town: Town, clock: PretendClock
) -> None:
    a_night_shift(town)
    proven(town, "worker", "supervisor")
    told(town)
    clock.forward(seconds=(DAY - timedelta(minutes=29)).total_seconds())
    assert told(town) == [("colleague", "unreachable_soon")]
    answer = town.client.put(f"/api/v1/deliveries/{town.tokens('colleague')[-1]}/shown")
    assert answer.status_code == 204
    clock.forward(seconds=20 * 60)
    assert told(town) == []


@both
def test_a_removed_phone_is_told_by_another_one_and_only_when_there_is_one(town: Town, clock: PretendClock) -> None:
    stopped(town, "worker")
    clock.forward(seconds=60)
    assert told(town) == []
    second_phone(town)
    clock.forward(seconds=60)
    assert told(town) == [("second", "device_gone")]
    clock.forward(seconds=60)
    assert told(town) == []


@both
def test_a_failing_phone_is_told_by_another_one_after_ten_minutes(town: Town, clock: PretendClock) -> None:
    second_phone(town)
    stopped(town, "worker", BUSY)
    clock.forward(seconds=60)
    assert told(town) == []
    clock.forward(seconds=10 * 60)
    stopped(town, "worker", BUSY)
    assert told(town) == [("second", "device_failing")]
    clock.forward(seconds=60)
    assert told(town) == []


@both
def test_hours_that_nobody_covers_are_told_by_day_to_the_supervisor_above(town: Town, clock: PretendClock) -> None:
    a_night_shift(town, windows=[{"weekday": day, "begins": "08:00", "minutes": 600} for day in range(7)])
    proven(town, "supervisor")
    while not is_by_day(clock(), zone="Asia/Shanghai"):
        clock.forward(seconds=3600)
    said = told(town)
    assert ("supervisor", "coverage_gap") in said
    assert [who for who, what in said if what == "coverage_gap"] == ["supervisor"]
    clock.forward(seconds=60)
    assert ("supervisor", "coverage_gap") not in told(town), "looked at once a day"
    db.session.rollback()
    assert db.session.execute(select(Rota.looked_at)).scalars().all() == [clock() - timedelta(seconds=60)]


@both
def test_a_request_to_be_replaced_is_told_to_who_was_asked_and_its_answer_to_who_asked(
    town: Town, clock: PretendClock
) -> None:
    a_night_shift(town)
    proven(town, "worker", "colleague")
    told(town)
    asked = post(town, "worker", "/duty/swaps", swap(town, clock, "colleague"))
    clock.forward(seconds=60)
    assert told(town) == [("colleague", "swap_asked")]
    clock.forward(seconds=60)
    assert told(town) == []
    path = f"/duty/swaps/{asked.json['id']}/answer"
    assert town.put("colleague", path, {"accept": True}).status_code == 200
    clock.forward(seconds=60)
    assert told(town) == [("worker", "swap_answered")], "and no second word about the override that it made"
    assert town.browser("colleague").delete(f"/api/v1{path}").status_code == 200
    clock.forward(seconds=60)
    assert told(town) == [("worker", "shift_changed")], "who counted on it must hear that it was taken back"
    assert town.put("colleague", path, {"accept": True}).status_code == 200
    clock.forward(seconds=60)
    assert told(town) == [("worker", "swap_answered")], "and of the next answer again"


@both
def test_a_request_that_nobody_answers_is_told_to_who_still_has_the_shift(town: Town, clock: PretendClock) -> None:
    a_night_shift(town)
    proven(town, "worker", "colleague")
    told(town)
    post(town, "worker", "/duty/swaps", swap(town, clock, None))
    clock.forward(seconds=60)
    assert told(town) == [("colleague", "swap_asked")]
    clock.forward(seconds=(2 * DAY).total_seconds())
    assert ("worker", "swap_expired") in told(town)


@both
def test_whoever_is_put_on_duty_or_replaced_by_a_supervisor_is_told(town: Town, clock: PretendClock) -> None:
    a_night_shift(town)
    proven(town, "worker", "colleague", "supervisor")
    told(town)
    body = hours(town, clock() + 2 * DAY, clock() + 2 * DAY + HOUR)
    body |= {"account": account(town, "colleague"), "instead_of": account(town, "worker")}
    assert post(town, "supervisor", "/duty/overrides", body).status_code == 201
    clock.forward(seconds=60)
    assert told(town) == [("colleague", "shift_changed"), ("worker", "shift_changed")]


@both
def test_whose_hours_a_colleague_takes_is_told(town: Town, clock: PretendClock) -> None:
    a_night_shift(town)
    proven(town, "worker", "colleague")
    told(town)
    body = hours(town, clock() + 2 * DAY, clock() + 2 * DAY + HOUR)
    assert post(town, "colleague", "/duty/takes", body).status_code == 201
    clock.forward(seconds=60)
    assert told(town) == [("worker", "shift_changed")]


@both
def test_two_dispatchers_give_a_notice_once(town: Town, clock: PretendClock) -> None:
    a_night_shift(town)
    proven(town, "colleague")
    told(town)
    clock.forward(seconds=(DAY + timedelta(seconds=30)).total_seconds())
    Dispatcher(town.app, threads=1).tick(clock())
    assert told(town) == [("colleague", "shift_begins")]
    mine = Delivery.account_id == town.people["colleague"].account.id
    count = select(func.count()).where(Delivery.notice == "shift_begins", mine)
    assert db.session.execute(count).scalar_one() == 1


@both
def test_many_shifts_are_told_of_some_a_cycle_and_each_once(
    town: Town, clock: PretendClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nightlamp.alerts.notices.actions.STARTS_AT_ONCE", 1)
    a_night_shift(town)
    everybody = [{"weekday": 1, "begins": "09:00", "minutes": 60, "account": account(town, who)} for who in TOWNSHIP]
    made(town, kind="weekly", people=[], shifts=everybody, begins=None, period=None, every=None)
    proven(town, *TOWNSHIP)
    town.tick()
    clock.forward(seconds=(DAY + timedelta(seconds=10)).total_seconds())
    before = len(town.phones.sent)
    for _ in range(6):
        town.tick()
    told_of = [(endpoint.rsplit("/", 1)[1], m.notice) for endpoint, m in town.phones.sent[before:]]
    assert sorted(told_of) == [("colleague", "shift_begins"), ("worker", "shift_begins")]


@both
def test_what_was_told_long_ago_is_forgotten(town: Town, clock: PretendClock) -> None:
    with writing() as session:
        session.add(NoticeSent(key="shift_begins:1:1:2026", at=clock()))
    clock.forward(seconds=(3 * DAY).total_seconds())
    town.tick()
    assert db.session.execute(select(NoticeSent.key)).scalars().all() == ["shift_begins:1:1:2026"]
    clock.forward(seconds=KEPT.total_seconds())
    town.tick()
    db.session.rollback()
    assert db.session.execute(select(NoticeSent.key)).scalars().all() == []


def test_an_address_is_heard_until_it_fails_and_a_device_only_once_it_is_proven() -> None:
    assert not is_heard([way()])
    assert is_heard([way(working=True)])
    assert is_heard([way("sms")])
    assert not is_heard([way("sms", working=False)])
    assert gentle([way(), way("sms")]) == (way(),)
    assert gentle([way(working=False), way("sms")]) == (way("sms"),)


def test_a_gap_is_known_by_its_start_and_once_more_when_it_is_near() -> None:
    far, near = NOW + 10 * DAY, NOW + DAY
    assert gap_keys(7, [(far, far + HOUR)], now=NOW) == ("coverage_gap:7:2026-03-12T01:00:00Z",)
    assert len(gap_keys(7, [(near, near + HOUR)], now=NOW)) == 2
    assert gap_keys(7, [(NOW, far)], now=NOW) == ("coverage_gap:7:2026-W10",)
