"""Who can hear us now: people on duty, their ways, the next shift, and who may look."""

from datetime import timedelta
from typing import Any

import pytest

from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import Role
from nightlamp.channels.actions import note_outcome, note_shown
from nightlamp.channels.queries import addresses_of
from nightlamp.channels.senders import Outcome
from nightlamp.core.clock import as_text
from nightlamp.core.db import db, writing
from tests.conftest import PretendClock
from tests.support.rota import DAY, HOUR, account, made, off_duty, post
from tests.support.town import Town

pytestmark = pytest.mark.both_databases


def board(town: Town, key: str = "worker", **asked: str) -> dict[str, Any]:
    answer = town.browser(key).get("/api/v1/hearing/board", query_string=asked)
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


def device(town: Town, key: str) -> str:
    (found,) = addresses_of(db.session(), [town.people[key].account.id], now=town.clock())
    return found.address


def test_a_phone_is_unproven_then_proven_then_failing(town: Town, clock: PretendClock) -> None:
    seen = board(town)
    assert [person["name"] for person in seen["on_duty"]] == ["许知"]
    assert [person["name"] for person in seen["members"]] == ["许知", "何青"]
    assert seen["reachable"] is None
    with writing() as session:
        note_shown(session, device(town, "worker"), now=clock())
    proven = board(town)
    assert proven["reachable"] is True
    (way,) = proven["on_duty"][0]["ways"]
    assert (way["channel"], way["working"], way["shown_at"]) == ("webpush", True, as_text(clock()))
    with writing() as session:
        note_outcome(session, device(town, "worker"), Outcome("failed", "http_406"), now=clock())
    failing = board(town)
    assert failing["reachable"] is False
    assert failing["on_duty"][0]["ways"][0]["failed_at"] == as_text(clock())


def test_nobody_on_duty_is_nobody_who_hears(town: Town) -> None:
    off_duty(town, "worker")
    seen = board(town)
    assert (seen["on_duty"], seen["reachable"], seen["next_shift"]) == ([], False, None)
    assert [person["on_duty"] for person in seen["members"]] == [False, False]


def test_the_next_shift_is_told_with_who_of_it_can_be_reached(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    coming = board(town)["next_shift"]
    assert [person["name"] for person in coming["people"]] == ["何青"]
    assert coming["reachable"] is None
    assert coming["begins_at"] > as_text(clock())


def test_a_supervisor_sees_the_teams_below_and_a_worker_only_theirs(town: Town) -> None:
    township = town.teams["township"].uuid
    assert board(town, "supervisor", team=township)["team"]["id"] == township
    assert {team["id"] for team in board(town, "supervisor")["teams"]} >= {township, town.teams["county"].uuid}
    assert [team["id"] for team in board(town)["teams"]] == [township]
    above = town.get("worker", f"/hearing/board?team={town.teams['county'].uuid}")
    assert above.status_code == 404
    assert town.client.get("/api/v1/hearing/board").status_code == 401


def test_until_when_somebody_is_on_is_told_over_shifts_without_a_break(town: Town, clock: PretendClock) -> None:
    (begun,) = board(town)["on_duty"]
    assert begun["until"] == as_text(clock() + timedelta(hours=16)), "a shift that somebody began"
    off_duty(town, "worker")
    made(town)
    (planned,) = board(town)["on_duty"]
    assert planned["until"] == as_text(clock() + DAY)
    clock.forward(seconds=HOUR.total_seconds())
    hours = {"starts_at": as_text(clock() + 23 * HOUR), "ends_at": as_text(clock() + 47 * HOUR)}
    whose = {"team": town.teams["township"].uuid, "instead_of": account(town, "colleague")}
    assert post(town, "worker", "/duty/takes", hours | whose).status_code == 201
    longer = board(town)
    assert longer["on_duty"][0]["until"] == as_text(clock() + 71 * HOUR), "their own day after it too"
    assert [person["until"] for person in longer["members"] if not person["on_duty"]] == [None]


def test_a_number_to_call_is_for_supervisors_and_its_owner(town: Town) -> None:
    with writing() as session:
        session.get_one(Account, town.people["worker"].account.id).phone = "13900000000"
    township = town.teams["township"].uuid
    assert [person["phone"] for person in board(town, "supervisor", team=township)["members"]] == [
        "13900000000",
        None,
    ]
    assert board(town)["on_duty"][0]["phone"] == "13900000000", "one's own"
    assert board(town, "colleague")["on_duty"][0]["phone"] is None


def test_somebody_without_a_phone_has_no_way(town: Town) -> None:
    town.add_person("new", "方圆", "township", Role.WORKER, on_duty=True, phone=False)
    new = next(person for person in board(town)["on_duty"] if person["name"] == "方圆")
    assert (new["reachable"], new["ways"]) == (False, [])


def below(town: Town, key: str) -> dict[str, list[tuple[str, bool | None]]]:
    answer = town.get(key, "/duty/below").json
    assert answer["more"] is False
    assert [item["reachable"] for item in answer["items"]] == sorted(
        (item["reachable"] for item in answer["items"]), key=[False, None, True].index
    )
    return {item["team"]["name"]: [(p["name"], p["reachable"]) for p in item["on_duty"]] for item in answer["items"]}


def test_a_supervisor_sees_every_team_below_however_deep(town: Town) -> None:
    county, township = town.teams["county"].name, town.teams["township"].name
    assert below(town, "supervisor") == {township: [("许知", None)]}
    assert below(town, "desk") == {county: [("沈舟", None)], township: [("许知", None)]}, "the root stands over all"
    assert below(town, "worker") == {}, "who supervises nobody has none below"
    assert town.app.test_client().get("/api/v1/duty/below").status_code == 401


def test_of_teams_below_those_that_nobody_hears_come_first(town: Town, clock: PretendClock) -> None:
    with writing() as session:
        note_shown(session, device(town, "worker"), now=clock())
    first, second = town.get("desk", "/duty/below").json["items"]
    assert [(item["team"]["name"], item["reachable"]) for item in (first, second)] == [
        (town.teams["county"].name, None),
        (town.teams["township"].name, True),
    ]
    assert second["on_duty"][0]["until"] == as_text(clock() + timedelta(hours=16)), "a shift that somebody began"
    off_duty(town, "worker")
    dark = town.get("desk", "/duty/below").json["items"][0]
    assert (dark["team"]["name"], dark["reachable"], dark["on_duty"]) == (town.teams["township"].name, False, [])
