"""The shift board over HTTP: rotas, overrides, taking over, gaps."""

from datetime import datetime
from typing import Any

import pytest

from nightlamp.accounts.permissions import Role
from nightlamp.agencies.actions import end_role
from nightlamp.agencies.models import RoleGrant
from nightlamp.core.clock import as_text
from nightlamp.core.db import writing
from tests.conftest import PretendClock
from tests.support.rota import DAY, HOUR, a_rota, account, board, made, off_duty, on_now, post, window
from tests.support.town import TOWNSHIP, Town

pytestmark = pytest.mark.both_databases


def test_a_rota_puts_people_on_duty_in_turn_and_covers_every_hour(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    rota = made(town)
    assert [person["id"] for person in rota["people"]] == [account(town, "worker"), account(town, "colleague")]
    assert on_now(town) == {"worker"}
    clock.forward(seconds=(DAY).total_seconds())
    assert on_now(town) == {"colleague"}
    seen = board(town)
    assert seen["gaps"] == []
    assert {shift["source"] for shift in seen["shifts"]} == {"plan"}
    assert seen["may_plan"] is False
    assert board(town, "supervisor")["may_plan"] is True


def test_a_changed_rota_keeps_what_was_worked_and_the_shift_that_runs(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    rota = made(town)
    clock.forward(seconds=(DAY + HOUR).total_seconds())
    path = f"/rotas/{rota['id']}"
    changed = a_rota(town, begins=rota["begins"], people=[account(town, "worker")])
    answer = town.browser("supervisor").put(f"/api/v1{path}", json=changed, headers={"If-Match": '"1"'})
    assert answer.status_code == 200, answer.json
    assert on_now(town) == {"worker"}
    shifts = board(town, **{"from": as_text(clock() - 2 * DAY)}).get("shifts")
    assert shifts is not None
    worked = [s for s in shifts if s["person"]["id"] == account(town, "colleague")]
    assert [(s["starts_at"], s["ends_at"]) for s in worked] == [(as_text(clock() - HOUR), as_text(clock()))]
    stale = town.browser("supervisor").put(f"/api/v1{path}", json=changed, headers={"If-Match": '"1"'})
    assert stale.status_code == 412


def test_who_is_on_duty_can_be_asked_for_any_place_and_moment(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)

    def on_at(moment: datetime) -> list[str]:
        answer = town.get("supervisor", f"/duty/now?place={TOWNSHIP}&at={as_text(moment)}")
        assert answer.status_code == 200, answer.json
        return [person["name"] for person in answer.json["on_duty"]]

    began = clock()
    assert on_at(began + HOUR) == ["许知"]
    assert on_at(began + DAY + HOUR) == ["何青"]
    assert on_at(began - DAY) == []
    clock.forward(seconds=(DAY + HOUR).total_seconds())
    assert on_at(began + HOUR) == ["许知"], "as it was worked"
    bad = town.get("supervisor", "/duty/now?at=yesterday")
    assert (bad.status_code, bad.json["errors"][0]["pointer"]) == (422, "/at")


def test_a_team_may_be_asked_for_by_its_name_or_not_at_all(town: Town) -> None:
    township, root = town.teams["township"].uuid, town.teams["root"].uuid
    assert town.get("supervisor", f"/duty/now?team={township}").json["team"]["id"] == township
    assert town.get("supervisor", f"/duty/now?team={root}").status_code == 404
    assert town.get("worker", f"/duty/now?team={township}").json["on_duty"][0]["name"] == "许知"


def test_my_shifts_are_one_where_nothing_lies_between(town: Town, clock: PretendClock) -> None:
    def mine(key: str = "worker") -> list[tuple[str, str]]:
        answer = town.get(key, "/duty/me/shifts")
        assert answer.status_code == 200, answer.json
        assert answer.json["until"] == as_text(clock() + 14 * DAY)
        assert {item["team"]["name"] for item in answer.json["items"]} <= {"灵隐街道值班组"}
        return [(item["starts_at"], item["ends_at"]) for item in answer.json["items"]]

    began = clock()
    assert mine() == [(as_text(began), as_text(began + 16 * HOUR))], "begun by themselves"
    assert mine("colleague") == []
    made(town)
    first, second = mine()[:2]
    assert first == (as_text(began), as_text(began + DAY)), "and goes on by the rota"
    assert second == (as_text(began + 2 * DAY), as_text(began + 3 * DAY))
    assert len(mine()) == len(mine("colleague")) == 7
    town.add_person("admin", "管", "township", Role.ADMINISTRATOR, on_duty=False, phone=False)
    assert town.get("admin", "/duty/me/shifts").status_code == 403
    assert town.client.get("/api/v1/duty/me/shifts").status_code == 401


def test_an_ended_rota_leaves_gaps_and_says_so(town: Town) -> None:
    off_duty(town, "worker")
    rota = made(town)
    assert town.browser("supervisor").delete(f"/api/v1/rotas/{rota['id']}").status_code == 204
    assert on_now(town) == set()
    assert len(board(town)["gaps"]) == 1
    teams = {item["id"]: item for item in town.get("supervisor", "/duty/teams").json["items"]}
    assert teams[town.teams["township"].uuid]["gaps"] == 1
    assert teams[town.teams["township"].uuid]["has_rota"] is False


def test_who_goes_off_duty_is_not_brought_back_by_the_plan(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    off_duty(town, "worker")
    made(
        town,
        name="second",
        people=[account(town, "colleague")],
        windows=[{"weekday": 0, "begins": "03:00", "minutes": 1}],
    )
    assert on_now(town) == set()
    clock.forward(seconds=(2 * DAY).total_seconds())
    town.tick()
    assert on_now(town) == {"worker"}
    assert town.rung() == []


def test_the_dispatcher_draws_the_plan_ahead(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    clock.forward(seconds=(34 * DAY).total_seconds())
    town.tick()
    clock.forward(seconds=(10 * DAY).total_seconds())
    assert on_now(town) == {"worker"}
    assert town.rung() == []


def test_somebody_without_a_role_is_not_planned_any_more(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    with writing() as session:
        grant = session.query(RoleGrant).filter_by(account_id=town.people["colleague"].account.id).one()
        end_role(session, grant, by="test", now=clock())
    clock.forward(seconds=(DAY).total_seconds())
    town.tick()
    assert on_now(town) == set()
    assert board(town)["gaps"]
    assert town.rung() == []


def test_an_override_counts_and_can_be_taken_back(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    body = {
        "team": town.teams["township"].uuid, "starts_at": as_text(clock()), "ends_at": as_text(clock() + 3 * HOUR),
        "account": account(town, "colleague"), "instead_of": account(town, "worker"),
    }  # fmt: skip
    assert post(town, "worker", "/duty/overrides", body).status_code == 403
    answer = post(town, "supervisor", "/duty/overrides", body)
    assert answer.status_code == 201, answer.json
    assert on_now(town) == {"colleague"}
    assert [o["id"] for o in board(town)["overrides"]] == [answer.json["id"]]
    forbidden = town.browser("worker").delete(f"/api/v1/duty/overrides/{answer.json['id']}")
    assert (forbidden.status_code, forbidden.json["code"]) == (403, "supervisor_required")
    assert town.browser("supervisor").delete(f"/api/v1/duty/overrides/{answer.json['id']}").status_code == 204
    assert on_now(town) == {"worker"}


def test_taking_a_shift_now_relieves_whoever_has_it(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    clock.forward(seconds=(HOUR).total_seconds())
    answer = post(town, "colleague", "/duty/takes", {"team": town.teams["township"].uuid})
    assert answer.status_code == 201, answer.json
    assert answer.json["instead_of"]["id"] == account(town, "worker")
    assert on_now(town) == {"colleague"}
    clock.forward(seconds=(DAY).total_seconds())
    assert on_now(town) == {"colleague"}
    clock.forward(seconds=(DAY).total_seconds())
    assert on_now(town) == {"worker"}


def test_a_preview_stores_nothing(town: Town, clock: PretendClock) -> None:
    windows = [{"weekday": day, "begins": "18:00", "minutes": 14 * 60} for day in range(7)]
    answer = post(town, "supervisor", "/rotas/preview", a_rota(town, windows=windows))
    assert answer.status_code == 200, answer.json
    assert answer.json["turns"]
    assert answer.json["gaps"]
    assert town.get("supervisor", f"/rotas?team={town.teams['township'].uuid}").json["items"] == []


BAD: dict[str, tuple[dict[str, Any], str, str]] = {
    "nobody": ({"people": []}, "/people", "required"),
    "an unknown zone": ({"zone": "Mars/Olympus"}, "/zone", "unknown_value"),
    "no period": ({"period": None}, "/period", "required"),
    "a day that is none": ({"begins": "2026-02-31T08:00"}, "/begins", "invalid"),
    "a stranger": ({"people": ["nobody"]}, "/people/0", "no_role_there"),
    "a week without shifts": ({"kind": "weekly"}, "/shifts", "required"),
    "an hour that is none": (window(begins="25:00"), "/windows/0/begins", "wrong_type"),
    "nine days in a week": (window(weekday=9), "/windows/0/weekday", "out_of_range"),
    "a window of nothing": (window(minutes=0), "/windows/0/minutes", "out_of_range"),
    "no turn at all": ({"every": 0}, "/every", "out_of_range"),
    "a turn of years": ({"every": 10**12}, "/every", "out_of_range"),
    "no time of day": ({"begins": "2026-03-02"}, "/begins", "invalid"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_planned_is_named(town: Town, case: str) -> None:
    change, pointer, code = BAD[case]
    answer = post(town, "supervisor", "/rotas", a_rota(town, **change))
    assert answer.status_code == 422, answer.json
    assert (answer.json["errors"][0]["pointer"], answer.json["errors"][0]["code"]) == (pointer, code)
    assert town.get("supervisor", f"/rotas?team={town.teams['township'].uuid}").json["items"] == []


def test_all_that_is_wrong_with_a_rota_is_named_at_once(town: Town) -> None:
    wrong = {"zone": "Mars/Olympus", "every": 0, "begins": "2026-02-31T08:00", "people": [account(town, "desk")]}
    answer = post(town, "supervisor", "/rotas/preview", a_rota(town, **wrong))
    assert answer.status_code == 422, answer.json
    assert [(each["pointer"], each["code"]) for each in answer.json["errors"]] == [
        ("/zone", "unknown_value"), ("/begins", "invalid"), ("/every", "out_of_range"),
        ("/people/0", "no_role_there"),
    ]  # fmt: skip
    shift = {"account": account(town, "worker"), "weekday": 0, "begins": "08:00", "minutes": 720}
    shifts = [shift, shift, shift | {"account": "nobody"}, shift]
    answer = post(town, "supervisor", "/rotas", a_rota(town, kind="weekly", zone="x", shifts=shifts))
    assert [(each["pointer"], each["code"]) for each in answer.json["errors"]] == [
        ("/zone", "unknown_value"), ("/shifts/2/account", "no_role_there"),
        ("/shifts/1", "overlap"), ("/shifts/3", "overlap"), ("/shifts/3", "overlap"),
    ]  # fmt: skip


def test_shifts_that_overlap_for_one_person_are_named(town: Town) -> None:
    shift = {"account": account(town, "worker"), "weekday": 6, "begins": "20:00", "minutes": 12 * 60}
    answer = post(
        town, "supervisor", "/rotas",
        a_rota(town, kind="weekly", shifts=[shift, shift | {"weekday": 0, "begins": "06:00", "minutes": 60}]),
    )  # fmt: skip
    assert (answer.status_code, answer.json["errors"][0]["code"]) == (422, "overlap")
    assert answer.json["errors"][0]["pointer"] == "/shifts/1"


def test_a_weekly_rota_fills_its_hours(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    shifts = [
        {"account": account(town, "worker"), "weekday": day, "begins": "20:00", "minutes": 12 * 60}
        for day in range(7)
    ]
    rota = made(town, kind="weekly", shifts=shifts)
    assert len(rota["shifts"]) == 7
    assert rota["people"] == []
    assert rota["period"] is None
    gaps = board(town)["gaps"]
    assert all(datetime.fromisoformat(gap["starts_at"]) < datetime.fromisoformat(gap["ends_at"]) for gap in gaps)
    assert len(gaps) in (7, 8)


def test_only_planners_plan_and_only_in_their_place(town: Town) -> None:
    assert post(town, "worker", "/rotas", a_rota(town)).status_code == 403
    upwards = a_rota(town, team=town.teams["root"].uuid)
    assert post(town, "supervisor", "/rotas", upwards).status_code == 404
    seen = {item["id"] for item in town.get("worker", "/duty/teams").json["items"]}
    assert seen == {town.teams["township"].uuid}


def test_hours_that_are_over_or_backwards_are_refused(town: Town, clock: PretendClock) -> None:
    base = {"team": town.teams["township"].uuid, "account": account(town, "colleague")}
    for starts, ends in ((HOUR, -HOUR), (-3 * HOUR, -HOUR), (HOUR, 200 * DAY)):
        body = base | {"starts_at": as_text(clock() + starts), "ends_at": as_text(clock() + ends)}
        answer = post(town, "supervisor", "/duty/overrides", body)
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/ends_at")
    nobody = {"team": base["team"], "starts_at": as_text(clock()), "ends_at": as_text(clock() + HOUR)}
    assert post(town, "supervisor", "/duty/overrides", nobody).json["errors"][0]["pointer"] == "/account"
    stranger = nobody | {"account": account(town, "desk")}
    assert post(town, "supervisor", "/duty/overrides", stranger).json["errors"][0]["code"] == "no_role_there"
