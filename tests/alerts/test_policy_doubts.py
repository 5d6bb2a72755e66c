"""What somebody must confirm before a policy is set: not refused for good, and never left unsaid."""

from typing import Any

import pytest

from nightlamp.channels.actions import note_outcome
from nightlamp.channels.queries import addresses_of
from nightlamp.channels.senders import Outcome
from nightlamp.core.db import db, writing
from tests.conftest import PretendClock
from tests.support.town import Town

pytestmark = pytest.mark.both_databases


def step(after: int, *who: str) -> dict[str, Any]:
    return {"after_seconds": after, "who": list(who)}


def put(town: Town, *steps: dict[str, Any], **more: Any) -> Any:
    path = f"/escalation-policies/{town.teams['township'].uuid}/P1"
    return town.put("supervisor", path, {"steps": list(steps)} | more)


def doubts(answer: Any) -> list[tuple[str, str, str]]:
    assert (answer.status_code, answer.json["code"]) == (409, "confirmation_needed"), answer.json
    return [(each["pointer"], each["code"], each["message"]) for each in answer.json["errors"]]


def is_default(town: Town) -> bool:
    items = town.get("supervisor", f"/escalation-policies?team={town.teams['township'].uuid}").json["items"]
    return bool(items[1]["is_default"])


def break_phones(town: Town, clock: PretendClock, *keys: str) -> None:
    for key in keys:
        for address in addresses_of(db.session(), [town.people[key].account.id], now=clock()):
            with writing() as session:
                note_outcome(session, address.address, Outcome("failed", "http_406"), now=clock())


def test_a_policy_that_calls_who_is_on_duty_first_is_set_without_a_question(town: Town) -> None:
    assert put(town, step(0, "on_duty"), step(60, "supervisors")).status_code == 200
    assert put(town, step(0, "everyone")).status_code == 200
    assert put(town, step(0, "on_duty", "county")).status_code == 200


def test_one_that_leaves_out_who_is_on_duty_names_the_step_and_waits_for_a_yes(town: Town) -> None:
    assert doubts(put(town, step(0, "supervisors"), step(60, "on_duty"))) == [
        ("/steps/0/who", "skips_on_duty", "Step 1 does not call who is on duty; step 2 is the first that does.")
    ]
    assert doubts(put(town, step(0, "county"), confirmed=False)) == [
        ("/steps/0/who", "skips_on_duty", "Step 1 does not call who is on duty; no step does.")
    ]
    assert is_default(town), "nothing was set"
    assert put(town, step(0, "supervisors"), confirmed=True).status_code == 200
    assert not is_default(town)


def test_one_whose_people_cannot_hear_now_names_each_step(town: Town, clock: PretendClock) -> None:
    break_phones(town, clock, "worker", "colleague")
    steps = [step(0, "on_duty"), step(300, "everyone")]
    assert [(pointer, code) for pointer, code, _ in doubts(put(town, *steps))] == [
        ("/steps/0/who", "nobody_hears_now"), ("/steps/1/who", "nobody_hears_now"),
    ]  # fmt: skip
    assert put(town, *steps, step(600, "supervisors")).status_code == 200, "the county's supervisor can hear"
    assert put(town, *steps, confirmed=True).status_code == 200


def test_what_can_never_reach_a_person_is_refused_whatever_is_confirmed(town: Town) -> None:
    answer = put(town, step(0, "on_duty"), step(0, "everyone"), confirmed=True)
    assert (answer.status_code, answer.json["errors"][0]["code"]) == (422, "out_of_order")


def test_the_preview_tells_a_deaf_policy_from_a_deaf_house(town: Town, clock: PretendClock) -> None:
    body = {"team": town.teams["township"].uuid, "urgency": "P1", "at": "2026-03-02T02:00:00Z"}

    def seen() -> tuple[bool, bool]:
        answer = town.browser("supervisor").post("/api/v1/escalation-policies/preview", json=body)
        return answer.json["reaches_somebody"], answer.json["somebody_could"]

    assert seen() == (True, True)
    break_phones(town, clock, "supervisor", "county", "desk", "worker")
    assert seen() == (True, True), "the colleague, with everybody"
    break_phones(town, clock, "colleague")
    assert seen() == (False, False)
