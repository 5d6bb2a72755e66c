"""Taking hours over and overriding them: what would not be what was told is refused, with field and remedy."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from nightlamp.accounts.permissions import Role
from nightlamp.core.clock import as_text
from tests.conftest import PretendClock
from tests.support.rota import DAY, HOUR, account, board, hours, made, off_duty, on_now, post
from tests.support.town import Town

pytestmark = pytest.mark.both_databases


def take(town: Town, key: str, starts_at: datetime, ends_at: datetime, **whose: Any) -> Any:
    return post(town, key, "/duty/takes", hours(town, starts_at, ends_at) | whose)


def override(town: Town, starts_at: datetime, ends_at: datetime, **who: str | None) -> Any:
    people = {name: account(town, key) if key else None for name, key in who.items()}
    return post(town, "supervisor", "/duty/overrides", hours(town, starts_at, ends_at) | people)


def fault(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.json
    assert all(len(each["message"]) > 20 for each in answer.json["errors"]), "each says what to do"
    return [(each["pointer"], each["code"]) for each in answer.json["errors"]]


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["code"]


def a_gap(town: Town, starts_at: datetime, ends_at: datetime, key: str = "colleague") -> None:
    assert override(town, starts_at, ends_at, account=None, instead_of=key).status_code == 201


def test_hours_beyond_the_shift_are_refused_at_both_ends(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    starts, ends = clock() + DAY, clock() + 2 * DAY  # the colleague's day
    whose = {"instead_of": account(town, "colleague")}
    assert fault(take(town, "worker", starts - HOUR, ends + HOUR, **whose)) == [
        ("/starts_at", "outside_shift"), ("/ends_at", "outside_shift"),
    ]  # fmt: skip
    assert fault(take(town, "worker", starts, ends + HOUR, **whose)) == [("/ends_at", "outside_shift")]
    town.add_person("third", "三", "township", Role.WORKER, on_duty=False, phone=False)
    assert fault(take(town, "third", ends, ends + HOUR, **whose)) == [("/starts_at", "no_shift")]
    assert fault(take(town, "worker", starts, ends + HOUR)) == [("/ends_at", "outside_shift")], "named or not"
    assert board(town)["overrides"] == []
    taken = take(town, "worker", starts, ends, **whose)
    assert taken.status_code == 201, taken.json
    clock.forward(seconds=(DAY + HOUR).total_seconds())
    assert on_now(town) == {"worker"}, "and the colleague is not, as was told"


def test_a_part_of_a_shift_may_be_taken(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    whose = {"instead_of": account(town, "colleague")}
    assert take(town, "worker", clock() + DAY + HOUR, clock() + DAY + 3 * HOUR, **whose).status_code == 201
    clock.forward(seconds=(DAY + 2 * HOUR).total_seconds())
    assert on_now(town) == {"worker"}
    clock.forward(seconds=(2 * HOUR).total_seconds())
    assert on_now(town) == {"colleague"}


def test_a_colleagues_week_is_taken_only_by_who_says_until_when(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town, people=[account(town, "colleague")])
    town.rung()
    unsaid = post(town, "worker", "/duty/takes", {"team": town.teams["township"].uuid})
    assert (unsaid.json["starts_at"], unsaid.json["ends_at"]) == (as_text(clock()), as_text(clock() + DAY))
    starts, ends = clock() + 2 * DAY, clock() + 9 * DAY
    said = take(town, "worker", starts, ends, instead_of=account(town, "colleague"))
    assert (said.status_code, said.json["ends_at"]) == (201, as_text(ends))
    clock.forward(seconds=(DAY + HOUR).total_seconds())
    assert on_now(town) == {"colleague"}
    clock.forward(seconds=DAY.total_seconds())
    assert on_now(town) == {"worker"}


def test_a_gap_is_filled_once(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    starts, ends = clock() + DAY + HOUR, clock() + 2 * DAY
    a_gap(town, starts, ends)
    assert fault(take(town, "worker", starts - HOUR, ends, instead_of=None)) == [("/starts_at", "not_free")]
    town.add_person("third", "三", "township", Role.WORKER, on_duty=False, phone=False)
    assert fault(take(town, "third", starts, ends + HOUR, instead_of=None)) == [("/ends_at", "not_free")]
    first = take(town, "worker", starts, ends, instead_of=None)
    assert (first.status_code, first.json["instead_of"]) == (201, None)
    again = take(town, "worker", starts, ends, instead_of=None)
    assert refused(again) == (409, "already_on_duty")
    late = take(town, "third", starts, ends, instead_of=None)
    assert refused(late) == (409, "taken_meanwhile")
    assert [one["person"]["name"] for one in board(town)["overrides"] if one["person"]] == ["许知"]


def test_a_gap_is_told_whole_wherever_one_looks(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town, people=[account(town, "colleague")])
    starts, ends = clock() + DAY, clock() + 9 * DAY
    a_gap(town, starts, ends)
    whole = [{"starts_at": as_text(starts), "ends_at": as_text(ends)}]
    for since in (clock(), clock() + 3 * DAY, clock() + 8 * DAY):
        assert board(town, **{"from": as_text(since)})["gaps"] == whole
    assert board(town, **{"from": as_text(clock() + 10 * DAY)})["gaps"] == []


def test_weeks_that_are_not_planned_yet_show_what_the_rota_says(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    far = clock() + 40 * DAY
    seen = board(town, **{"from": as_text(far), "to": as_text(far + 2 * DAY)})
    assert seen["gaps"] == []
    assert [shift["person"]["name"] for shift in seen["shifts"]] == ["许知", "何青"]
    assert override(town, far, far + DAY, account="colleague", instead_of="worker").status_code == 201
    (shift,) = board(town, **{"from": as_text(far), "to": as_text(far + 2 * DAY)})["shifts"]
    assert shift["person"]["name"] == "何青"
    across = board(town, **{"from": as_text(clock() + 34 * DAY), "to": as_text(clock() + 37 * DAY)})
    assert [shift["person"]["name"] for shift in across["shifts"]] == ["许知", "何青", "许知"], "none in two pieces"


def test_an_override_that_makes_no_sense_is_refused(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    starts, ends = clock() + DAY, clock() + 2 * DAY  # the colleague's day
    assert fault(override(town, starts, ends, account="colleague", instead_of="colleague")) == [
        ("/instead_of", "same_person")
    ]
    assert fault(override(town, starts, ends, account="colleague", instead_of="worker")) == [
        ("/instead_of", "no_shift")
    ]
    assert fault(override(town, starts, ends, account=None, instead_of="worker")) == [("/instead_of", "no_shift")]
    assert fault(override(town, starts, ends, account="colleague", instead_of=None)) == [
        ("/account", "already_on_duty")
    ]
    assert board(town)["overrides"] == []
    assert override(town, starts, ends, account="worker", instead_of="colleague").status_code == 201
    twice = override(town, starts, ends, account="worker", instead_of="colleague")
    assert fault(twice) == [("/instead_of", "no_shift")], "the second of two windows"
    assert override(town, starts, ends, account="colleague", instead_of=None).status_code == 201


def test_a_swap_of_hours_that_were_given_away_meanwhile_cannot_be_accepted(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    starts, ends = clock() + 2 * DAY, clock() + 3 * DAY
    asked = post(town, "worker", "/duty/swaps", hours(town, starts, ends))
    assert asked.status_code == 201, asked.json
    town.add_person("third", "三", "township", Role.WORKER, on_duty=False, phone=False)
    assert (
        override(town, starts, starts + timedelta(hours=2), account="third", instead_of="worker").status_code == 201
    )
    path = f"/api/v1/duty/swaps/{asked.json['id']}/answer"
    answer = town.browser("colleague").put(path, json={"accept": True})
    assert refused(answer) == (409, "shift_changed")
    assert len(board(town)["overrides"]) == 1
    assert board(town, "colleague")["swaps"][0]["state"] == "asked"
