"""A professional's own reports: kept by the receipt, as the receipt shows them, for this person and nobody else."""

from typing import Any

import pytest
from sqlalchemy import select

from nightlamp.accounts.permissions import Role
from nightlamp.audit.models import AuditEvent
from nightlamp.core.db import db
from nightlamp.core.ids import in_groups, new_receipt
from nightlamp.reports.models import Report
from nightlamp.reports.own.models import OwnReport
from tests.support.town import TOWNSHIP, Town

pytestmark = pytest.mark.both_databases
OWN = "/api/v1/own-reports"


@pytest.fixture
def school(town: Town) -> Town:
    """The town, and two teachers of one school who have accounts; their phones must never ring."""
    for key, name in (("teacher", "江月明"), ("head", "秦怀远")):
        town.add_person(key, name, "county", Role.PROFESSIONAL, on_duty=False)
    return town


def filed(town: Town, **changes: Any) -> tuple[str, str]:
    """File a report; return its receipt and its reference."""
    receipt = in_groups(new_receipt())
    return receipt, town.file(receipt=receipt, **changes)


def keep(town: Town, receipt: str, who: str = "teacher") -> Any:
    return town.browser(who).post(OWN, json={"receipt": receipt})


def listed(town: Town, who: str = "teacher") -> list[str]:
    return [row["reference"] for row in town.get(who, "/own-reports").json["items"]]


def test_who_keeps_a_report_sees_what_its_receipt_shows_and_nothing_more(school: Town) -> None:
    door = {"name": "灵隐小学", "role": "teacher", "place": TOWNSHIP}
    code = school.browser("supervisor").post("/api/v1/entrances", json=door).json["code"]
    receipt, reference = filed(school, entrance=code)
    assert listed(school) == []
    kept = keep(school, receipt)
    assert kept.status_code == 201, kept.json
    assert keep(school, receipt.lower()).json == kept.json
    shown = school.get("teacher", f"/own-reports/{reference}").json
    by_receipt = school.client.post("/api/v1/follow-up", json={"receipt": receipt}).json
    assert shown == by_receipt | {"received_at": shown["received_at"], "entrance": "灵隐小学"}
    (row,) = school.get("teacher", "/own-reports").json["items"]
    assert (row["reference"], row["stage"], row["entrance"], row["unread"]) == (reference, "received", "灵隐小学", 0)
    school.rung()


def test_no_colleague_finds_it_least_of_all_when_the_worry_is_about_the_school(school: Town) -> None:
    receipt, reference = filed(school, about=["school_staff"], what="秦怀远打了孩子。")
    keep(school, receipt)
    assert listed(school, "head") == []
    assert school.get("head", f"/own-reports/{reference}").status_code == 404
    assert school.browser("head").post(f"{OWN}/{reference}/messages", json={"text": "谁报告的？"}).status_code == 404
    assert school.browser("head").delete(f"{OWN}/{reference}").status_code == 404
    assert listed(school) == [reference]
    school.rung()


def test_they_write_to_who_is_on_duty_without_a_name_and_see_the_answer(school: Town) -> None:
    receipt, reference = filed(school)
    keep(school, receipt)
    school.rung()
    headers = {"Idempotency-Key": "m-1"}
    for _ in range(2):
        path = f"{OWN}/{reference}/messages"
        answer = school.browser("teacher").post(path, json={"text": "他今天没来。"}, headers=headers)
        assert answer.status_code == 201, answer.json
    seen = school.get("worker", f"/reports/{reference}").json["messages"]
    assert [(message["text"], message["by"]) for message in seen] == [("他今天没来。", None)]
    school.browser("worker").post(f"/api/v1/reports/{reference}/messages", json={"text": "我们去看看。"})
    assert school.get("teacher", "/own-reports").json["items"][0]["unread"] == 1
    texts = [message["text"] for message in school.get("teacher", f"/own-reports/{reference}").json["messages"]]
    assert texts == ["他今天没来。", "我们去看看。"]
    assert school.get("teacher", "/own-reports").json["items"][0]["unread"] == 0
    school.rung()


def test_who_lets_it_go_finds_it_no_more_and_the_receipt_goes_on(school: Town) -> None:
    receipt, reference = filed(school)
    keep(school, receipt)
    assert school.browser("teacher").delete(f"{OWN}/{reference}").status_code == 204
    assert listed(school) == []
    assert school.get("teacher", f"/own-reports/{reference}").status_code == 404
    assert school.client.post("/api/v1/follow-up", json={"receipt": receipt}).status_code == 200
    assert keep(school, receipt).status_code == 201
    school.rung()


def test_a_receipt_that_belongs_to_no_report_is_refused(school: Town) -> None:
    unknown = keep(school, in_groups(new_receipt()))
    assert (unknown.status_code, unknown.json["code"]) == (404, "receipt_unknown")
    assert keep(school, "7K3M").json["errors"][0]["pointer"] == "/receipt"


def test_the_database_tells_neither_whose_it_is_nor_which(school: Town) -> None:
    receipt, reference = filed(school)
    keep(school, receipt)
    teacher = school.people["teacher"].account
    report = db.session.execute(select(Report)).scalar_one()
    row = db.session.execute(select(OwnReport)).scalar_one()
    stored = b"|".join(
        value if isinstance(value, bytes) else str(value).encode()
        for value in (row.holder_hash, row.pair_hash, row.key_id, row.wrapped_key, row.sealed)
    )
    for secret in (teacher.uuid, teacher.email, report.reference, str(report.id), receipt.replace("-", "")):
        assert secret.encode() not in stored
    lines = db.session.execute(select(AuditEvent).where(AuditEvent.subject == f"report:{report.reference}"))
    acts = {(line.action, line.actor) for line in lines.scalars()}
    assert acts == {("report_filed", "reporter"), ("report_kept", "reporter")}
    assert reference
    school.rung()


def test_only_who_has_this_role_keeps_reports_and_it_lets_nobody_read_any(school: Town) -> None:
    receipt, reference = filed(school)
    for who in ("worker", "supervisor"):
        assert keep(school, receipt, who).status_code == 403
        assert school.get(who, "/own-reports").status_code == 403
    assert school.client.get(OWN).status_code == 401
    for path in (f"/reports/{reference}", "/reports", "/alerts", "/duty/now", "/entrances"):
        assert school.get("teacher", path).status_code == 403, path
    assert not {"teacher", "head"} & set(school.rung())
