"""Swap requests and calendar feeds over HTTP."""

from typing import Any

import pytest
from icalendar import Calendar

from nightlamp.agencies.actions import end_role
from nightlamp.agencies.models import RoleGrant
from nightlamp.core.clock import as_text
from nightlamp.core.db import writing
from tests.conftest import START, PretendClock
from tests.support.rota import DAY, HOUR, account, board, hours, made, off_duty, on_now, post
from tests.support.town import Town

pytestmark = pytest.mark.both_databases


def test_a_swap_is_accepted_by_a_colleague(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    asked = post(town, "worker", "/duty/swaps", {
        "team": town.teams["township"].uuid, "starts_at": as_text(clock()), "ends_at": as_text(clock() + DAY),
        "asked_of": account(town, "colleague"),
        "gives_back": {"starts_at": as_text(clock() + DAY), "ends_at": as_text(clock() + 2 * DAY)},
    })  # fmt: skip
    assert asked.status_code == 201, asked.json
    path = f"/api/v1/duty/swaps/{asked.json['id']}/answer"
    assert board(town, "colleague")["swaps"][0]["may_answer"] is True
    assert board(town, "worker")["swaps"][0]["may_answer"] is False
    assert town.browser("worker").put(path, json={"accept": True}).status_code == 403
    assert town.browser("colleague").put(path, json={"accept": True}).json["state"] == "accepted"
    assert on_now(town) == {"colleague"}
    clock.forward(seconds=(DAY).total_seconds())
    assert on_now(town) == {"worker"}
    again = town.browser("colleague").put(path, json={"accept": True})
    assert (again.status_code, again.json["code"]) == (409, "swap_not_open")


def test_a_swap_is_refused_withdrawn_or_answered_by_a_supervisor(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    body = hours(town, clock() + 2 * DAY, clock() + 3 * DAY)

    def asked() -> str:
        return str(post(town, "worker", "/duty/swaps", body).json["id"])

    first = asked()
    assert (
        town.browser("colleague").put(f"/api/v1/duty/swaps/{first}/answer", json={"accept": False}).status_code == 403
    )
    refused = town.browser("supervisor").put(f"/api/v1/duty/swaps/{first}/answer", json={"accept": False})
    assert refused.json["state"] == "refused"
    assert town.browser("worker").delete(f"/api/v1/duty/swaps/{asked()}").status_code == 204
    third = asked()
    named = {"accept": True, "account": account(town, "colleague")}
    assert (
        town.browser("supervisor").put(f"/api/v1/duty/swaps/{third}/answer", json=named).json["state"] == "accepted"
    )
    clock.forward(seconds=(2 * DAY).total_seconds())
    assert on_now(town) == {"colleague"}


def answered(town: Town, by: str = "colleague", *, back: bool = False, **typed: Any) -> str:
    """Let the worker ask the colleague for a day, and `by` answer; return the path of the answer."""
    start = START + 2 * DAY
    body = hours(town, start, start + DAY) | {"asked_of": account(town, "colleague")}
    if back:
        body["gives_back"] = {"starts_at": as_text(start + DAY), "ends_at": as_text(start + 2 * DAY)}
    asked = post(town, "worker", "/duty/swaps", body)
    assert asked.status_code == 201, asked.json
    path = f"/api/v1/duty/swaps/{asked.json['id']}/answer"
    assert town.browser(by).put(path, json={"accept": True} | typed).status_code == 200
    return path


def shifts(town: Town) -> list[Any]:
    return [
        (s["person"]["name"], s["starts_at"], s["ends_at"])
        for s in board(town, to=as_text(START + 6 * DAY))["shifts"]
    ]


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("by", ["colleague", "supervisor"])
def test_a_yes_is_taken_back_by_who_said_it_and_the_board_is_as_before(
    town: Town, clock: PretendClock, by: str, back: bool
) -> None:
    off_duty(town, "worker")
    made(town)
    before = shifts(town)
    path = answered(town, by, back=back)
    assert shifts(town) != before
    other = "supervisor" if by == "colleague" else "colleague"
    for key in ("worker", other):
        refused = town.browser(key).delete(path)
        assert (refused.status_code, refused.json["code"]) == (403, "not_yours"), key
    clock.forward(minutes=10)
    again = town.browser(by).delete(path)
    assert (again.status_code, again.json["state"]) == (200, "asked"), again.json
    assert shifts(town) == before
    assert board(town)["overrides"] == []
    assert town.browser("colleague").put(path, json={"accept": True}).json["state"] == "accepted", "and open again"


def test_a_no_is_taken_back_too(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    path = answered(town, accept=False)
    assert board(town)["swaps"] == []
    assert town.browser("colleague").delete(path).json["state"] == "asked"
    assert len(board(town)["swaps"]) == 1
    assert town.browser("colleague").delete(path).json["code"] == "swap_answer_stands", "once"


def test_an_answer_stands_once_others_may_count_on_it(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    path = answered(town)
    clock.forward(minutes=10, seconds=1)
    late = town.browser("colleague").delete(path)
    assert (late.status_code, late.json["code"]) == (409, "swap_answer_stands")
    (override,) = board(town)["overrides"]
    assert town.browser("supervisor").delete(f"/api/v1/duty/overrides/{override['id']}").status_code == 204
    path = answered(town)
    (override,) = board(town)["overrides"]
    assert town.browser("supervisor").delete(f"/api/v1/duty/overrides/{override['id']}").status_code == 204
    assert town.browser("colleague").delete(path).json["code"] == "swap_answer_stands", "somebody changed it since"
    body = hours(town, clock(), clock() + HOUR)
    begun = f"/api/v1/duty/swaps/{post(town, 'worker', '/duty/swaps', body).json['id']}/answer"
    assert town.browser("colleague").put(begun, json={"accept": True}).status_code == 200
    assert town.browser("colleague").delete(begun).json["code"] == "swap_answer_stands", "the hours have begun"
    assert on_now(town) == {"colleague"}


def test_hours_that_are_asked_for_already_are_not_asked_for_twice(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town, period="week")
    start = clock() + 2 * DAY
    asked = post(town, "worker", "/duty/swaps", hours(town, start, start + DAY))
    assert asked.status_code == 201, asked.json
    for begins, ends in ((start, start + DAY), (start - HOUR, start + HOUR), (start + 23 * HOUR, start + 2 * DAY)):
        again = post(
            town, "worker", "/duty/swaps", hours(town, begins, ends) | {"asked_of": account(town, "colleague")}
        )
        assert again.status_code == 422, again.json
        (fault,) = again.json["errors"]
        assert (fault["pointer"], fault["code"]) == ("/starts_at", "swap_open")
        assert "withdraw" in fault["message"]
    assert [one["id"] for one in board(town)["swaps"]] == [asked.json["id"]]
    for begins, ends in ((start - DAY, start), (start + DAY, start + DAY + HOUR)):
        beside = post(town, "worker", "/duty/swaps", hours(town, begins, ends))
        assert beside.status_code == 201, "what only touches is another matter"
    assert town.browser("worker").delete(f"/api/v1/duty/swaps/{asked.json['id']}").status_code == 204
    assert post(town, "worker", "/duty/swaps", hours(town, start, start + DAY)).status_code == 201


def test_an_answer_stands_once_the_same_hours_were_asked_for_anew(town: Town) -> None:
    off_duty(town, "worker")
    made(town)
    path = answered(town, accept=False)
    start = START + 2 * DAY
    assert post(town, "worker", "/duty/swaps", hours(town, start, start + HOUR)).status_code == 201
    late = town.browser("colleague").delete(path)
    assert (late.status_code, late.json["code"]) == (409, "swap_answer_stands")
    assert len(board(town)["swaps"]) == 1


def test_a_swap_that_nobody_answers_expires(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    body = hours(town, clock() + 2 * DAY, clock() + 3 * DAY)
    post(town, "worker", "/duty/swaps", body)
    clock.forward(seconds=(2 * DAY + HOUR).total_seconds())
    town.tick()
    assert board(town)["swaps"] == []
    assert on_now(town) == {"worker"}
    assert town.rung() == []


def test_a_calendar_shows_my_shifts_until_its_address_is_revoked(town: Town) -> None:
    off_duty(town, "worker")
    made(town)
    feed = post(town, "worker", "/duty/feeds", {}).json
    path = feed["url"].split("://", 1)[1].split("/", 1)[1]
    answer = town.client.get(f"/{path}")
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    events = list(Calendar.from_ical(answer.data).walk("VEVENT"))
    assert events
    assert {str(event["summary"]).split(" · ")[0] for event in events} == {"许知"}
    second = post(town, "worker", "/duty/feeds", {}).json
    assert town.client.get(f"/{path}").status_code == 404
    assert [item["id"] for item in town.get("worker", "/duty/feeds").json["items"]] == [second["id"]]
    assert town.get("worker", "/duty/feeds").json["items"][0]["url"] is None
    assert town.browser("colleague").delete(f"/api/v1/duty/feeds/{second['id']}").status_code == 404
    assert town.browser("worker").delete(f"/api/v1/duty/feeds/{second['id']}").status_code == 204


def test_a_calendar_of_a_team_shows_everybody_and_ends_with_the_role(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    made(town)
    feed = post(town, "colleague", "/duty/feeds", {"team": town.teams["township"].uuid}).json
    path = feed["url"].split("://", 1)[1].split("/", 1)[1]
    names = {
        str(e["summary"]).split(" · ")[0] for e in Calendar.from_ical(town.client.get(f"/{path}").data).walk("VEVENT")
    }
    assert names == {"许知", "何青"}
    with writing() as session:
        grant = session.query(RoleGrant).filter_by(account_id=town.people["colleague"].account.id).one()
        end_role(session, grant, by="test", now=clock())
    assert town.client.get(f"/{path}").status_code == 404
