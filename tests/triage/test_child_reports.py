"""A child who reports for themself: no guardian is contacted before a person decides, with a reason."""

from typing import Any

import pytest

from nightlamp.practice.content import codes, disposition
from tests.support.town import Town, a_report

pytestmark = pytest.mark.both_databases
CHILD = {"role": "child", "may_talk_to": "林老师", "must_not_know": "爸爸"}
TO_THE_FAMILY = [code for code in codes("dispositions") if disposition(code)["contacts_family"]]


def decide(town: Town, reference: str, **changes: Any) -> Any:
    decision = {"track": "harm", "priority": "P2", "disposition": "investigation", "reason": ""} | changes
    return town.put("worker", f"/reports/{reference}/screening", decision)


def test_the_worker_sees_at_once_that_a_child_reports_and_who_must_not_know(town: Town) -> None:
    own = town.get("worker", f"/reports/{town.file(reporter=CHILD)}").json
    assert own["child_reports"] is True
    assert (own["reporter"]["may_talk_to"], own["reporter"]["must_not_know"]) == ("林老师", "爸爸")
    other = town.get("worker", f"/reports/{town.file()}").json
    assert (other["child_reports"], other["reporter"]["must_not_know"]) == (False, None)
    town.rung()


def test_contacting_the_family_is_decided_apart_and_with_a_reason(town: Town) -> None:
    reference = town.file(reporter=CHILD)
    silent = decide(town, reference, reason="x")
    assert silent.status_code == 422
    assert [(e["pointer"], e["code"]) for e in silent.json["errors"]] == [("/family_contact", "decision_required")]
    unreasoned = decide(town, reference, family_contact=True, reason=" ")
    assert [(e["pointer"], e["code"]) for e in unreasoned.json["errors"]] == [("/reason", "required")]
    assert town.get("worker", f"/reports/{reference}").json["state"] == "opened"
    decided = decide(town, reference, family_contact=True, reason="母亲可靠，老师陪同。")
    assert decided.status_code == 200
    (event,) = [e for e in decided.json["events"] if e["kind"] == "report_screened"]
    assert event["detail"]["family_contact"] == "decided"
    town.rung()


def test_what_brings_nobody_to_the_family_asks_nothing_more(town: Town) -> None:
    assert decide(town, town.file(reporter=CHILD), disposition="refer_police").status_code == 200
    assert decide(town, town.file(reporter=CHILD), disposition="immediate_protection").status_code == 200
    other = decide(town, town.file(), family_contact=True)
    assert other.status_code == 200
    assert all("family_contact" not in e["detail"] for e in other.json["events"])
    town.rung()


def test_it_stays_a_childs_own_report_whoever_adds_to_it(town: Town) -> None:
    body = a_report(reporter=CHILD)
    reference = town.file(**body)
    later = {"receipt": body["receipt"], "reporter": {"role": "teacher", "must_not_know": "继母"}}
    assert town.client.post("/api/v1/follow-up/additions", json=later).status_code == 201
    known = town.get("worker", f"/reports/{reference}").json
    assert known["child_reports"] is True
    assert "爸爸" in known["reporter"]["must_not_know"]
    assert "继母" in known["reporter"]["must_not_know"]
    assert decide(town, reference, reason="x").status_code == 422
    town.rung()


@pytest.mark.parametrize("code", TO_THE_FAMILY)
def test_each_way_to_the_family_asks(town: Town, code: str) -> None:
    track = disposition(code)["tracks"][0]
    refused = decide(town, town.file(reporter=CHILD), disposition=code, track=track, reason="x")
    assert refused.json["errors"][0]["pointer"] == "/family_contact"
    town.rung()
