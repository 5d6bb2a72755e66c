"""A danger report that arrives in pieces: staff see at every moment what is known altogether."""

from typing import Any

import pytest
from sqlalchemy import event

from nightlamp.core.db import db
from nightlamp.core.ids import in_groups, new_receipt
from tests.support.town import COUNTY, TOWNSHIP, Town, a_report

pytestmark = pytest.mark.both_databases
CONTACT = {"ok": "yes", "when": "晚上八点后", "say_who": True}
PIECES: tuple[dict[str, Any], ...] = (
    {"place": {"code": TOWNSHIP, "detail": "三号楼"}},
    {"what": "隔壁在打孩子。还在打。", "what_by": "text", "about": ["family"], "concerns": ["physical"]},
    {"answers": {"pattern": "yes"}, "circumstances": ["many_injuries"], "children": [{"age": 4}]},
    {"reporter": {"role": "neighbour", "mode": "confidential", "name": "王阿姨", "phone": "13922223333",
                  "institution": "某小区", "safe_contact": CONTACT, "share_identity": "police"}},
    {"adults": [{"relation": "继父"}], "phone": "057187654321",
     "pin": {"lat": 30.2, "lon": 120.1, "datum": "wgs84", "of": "child"}},
)  # fmt: skip


def add(town: Town, receipt: str, **more: Any) -> None:
    answer = town.client.post("/api/v1/follow-up/additions", json={"receipt": receipt} | more)
    assert answer.status_code == 201, answer.json


def alarm(town: Town) -> tuple[str, str]:
    """File what the first tap on \"danger now\" sends, and return reference and receipt."""
    receipt = in_groups(new_receipt())
    answer = town.client.post("/api/v1/reports", json={"receipt": receipt, "danger_now": "yes"})
    return answer.json["reference"], receipt


def row_of(town: Town, reference: str, by: str = "worker") -> Any:
    return next(r for r in town.get(by, "/reports").json["items"] if r["reference"] == reference)


def test_what_came_in_pieces_is_shown_as_one(town: Town) -> None:
    reference, receipt = alarm(town)
    bare = town.get("desk", f"/reports/{reference}").json
    assert (bare["what"], bare["excerpt"], bare["place_detail"], bare["reporter"]["role"]) == ("", "", None, None)
    assert {r["question"] for r in bare["priority_reasons"] if r["effect"] == "open"} >= {"pattern", "self_harm"}
    for piece in PIECES:
        add(town, receipt, **piece)
    report = town.get("worker", f"/reports/{reference}").json
    assert (report["what"], report["what_by"], report["danger_now"]) == ("隔壁在打孩子。还在打。", "text", "yes")
    assert (report["about"], report["concerns"]) == (["family"], ["physical"])
    assert (report["circumstances"], report["answers"]) == (["many_injuries"], {"pattern": "yes"})
    assert report["place_detail"]["code"] == TOWNSHIP
    assert report["place_detail"]["detail"] == "三号楼"
    assert report["children"] == [{"age": 4}]
    assert (report["adults"], report["phone"], report["pin"]["of"]) == (
        [{"relation": "继父"}],
        "057187654321",
        "child",
    )
    assert report["reporter"] == {
        "role": "neighbour", "mode": "confidential", "institution": "某小区", "has_identity": True,
        "safe_contact": CONTACT, "share_identity": "police", "may_talk_to": None, "must_not_know": None,
    }  # fmt: skip
    row = row_of(town, reference)
    assert (row["excerpt"], row["role"], row["concerns"]) == ("隔壁在打孩子", "neighbour", ["physical"])
    assert report["excerpt"] == row["excerpt"]
    assert "王阿姨" not in str(report) + str(row)
    town.rung()


def test_reasons_and_open_questions_follow_what_is_known(town: Town) -> None:
    reference, receipt = alarm(town)
    for piece in PIECES:
        add(town, receipt, **piece)
    reasons = town.get("worker", f"/reports/{reference}").json["priority_reasons"]
    assert reasons[0] == {"question": "danger_now", "answer": "yes", "effect": "decides", "derived": False}
    asked = {reason["question"] for reason in reasons if reason["effect"] == "open"}
    assert "self_harm" in asked
    assert not asked & {"pattern", "child_under_6_injured"}, "one was answered, one follows from age and concern"
    town.rung()


def test_each_statement_stands_in_full_with_its_time(town: Town) -> None:
    body = a_report()
    reference = town.file(**body)
    later = {"what": "又听见了", "place": {"code": COUNTY, "detail": "别处"}, "answers": {"pattern": "yes"},
             "reporter": {"role": "teacher", "mode": "identified", "safe_contact": {"ok": "no", "say_who": False},
                          "name": "林老师"}}  # fmt: skip
    add(town, body["receipt"], **later)
    report = town.get("county", f"/reports/{reference}").json
    assert report["as_filed"]["received_at"] == report["received_at"]
    assert report["as_filed"]["fields"]["place"] == body["place"]
    assert "reasons" not in report["as_filed"]["fields"]
    (addition,) = report["additions"]
    assert addition["fields"]["answers"] == {"pattern": "yes"}
    assert addition["fields"]["reporter"]["safe_contact"] == {"ok": "no", "say_who": False}
    assert "林老师" not in str(report)
    assert report["place_detail"]["detail"] == "菜场后面三号楼\n别处"
    assert report["what"] == body["what"]
    town.rung()


@pytest.mark.parametrize("later", ["no", "unknown"])
def test_a_later_word_that_calling_is_not_safe_is_never_hidden(town: Town, later: str) -> None:
    body = a_report(reporter={"role": "teacher", "mode": "confidential", "safe_contact": CONTACT})
    reference = town.file(**body)
    add(town, body["receipt"], reporter={"safe_contact": {"ok": later}, "name": "林老师"})
    report = town.get("worker", f"/reports/{reference}").json
    assert report["reporter"]["safe_contact"] == {"ok": later, "say_who": False}
    assert (report["reporter"]["mode"], report["reporter"]["has_identity"]) == ("confidential", True)
    told = town.browser("worker").post(f"/api/v1/reports/{reference}/reporter-disclosure", json={"reason": "回电"})
    assert told.json == {"name": "林老师", "phone": None, "safe_contact": {"ok": later, "say_who": False}}
    town.rung()


def test_who_is_named_later_finds_it_neither_listed_nor_open(town: Town) -> None:
    reference, receipt = alarm(town)
    add(town, receipt, **PIECES[0])
    assert row_of(town, reference)
    add(town, receipt, what="是值班的许知打的")
    assert town.get("worker", f"/reports/{reference}").status_code == 404
    assert town.get("worker", "/reports").json["items"] == []
    assert row_of(town, reference, "colleague")["excerpt"] == "是值班的许知打的"
    town.rung()


def test_a_longer_inbox_costs_no_more_statements(town: Town) -> None:
    townships = [f"3301060{number}" for number in ("02", "04", "05", "07", "08", "09", "10", "11")]

    def fill(count: int) -> None:
        for code in townships[:count]:
            body = a_report(place={"code": code})
            town.file(**body)
            add(town, body["receipt"], what="又听见了")
            add(town, body["receipt"], concerns=["physical"])

    def listing() -> tuple[int, int]:
        statements: list[str] = []
        note = lambda *told: statements.append(told[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", note)
        items = town.get("supervisor", "/reports").json["items"]
        event.remove(db.engine, "before_cursor_execute", note)
        return len(items), len(statements)

    town.get("supervisor", "/reports")
    fill(2)
    few, before = listing()
    fill(8)
    many, after = listing()
    assert (few, many) == (2, 10)
    assert after == before
    town.rung()
