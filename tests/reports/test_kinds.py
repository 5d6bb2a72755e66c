"""One list says what a report's page may tell has happened; nothing else is ever noted, and nothing is left out."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import nightlamp
from nightlamp.alerts.models import AlertEventKind
from nightlamp.reports.kinds import ACT_KINDS, EVENT_KINDS
from tests.conftest import PretendClock
from tests.support import files
from tests.support.attaching import attach
from tests.support.town import COUNTY, Town, a_report

BACKEND = Path(nightlamp.__file__).parent
# Noted in these rooms, and not told on a report's page: looks, what concerns no report yet, and what a reporter does
# with their own list, which is nobody else's business.
NOT_TOLD = {
    "report_seen", "sealed_quarantined", "sealed_opened", "messages_read", "words_checked", "attachment_seen",
    "attachment_scanned", "entrance_made", "entrance_ended",
    "report_kept", "report_let_go"}  # fmt: skip


def words_given(rooms: tuple[str, ...], verbs: set[str]) -> Iterator[str]:
    """Yield the literal words that calls of these verbs are given, in these rooms of the backend."""
    for path in (path for room in rooms for path in (BACKEND / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in verbs:
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value


def test_every_act_that_is_noted_on_a_report_is_told_or_meant_to_be_left_out() -> None:
    assert set(words_given(("reports", "triage", "statistics"), {"record", "audit_row"})) == ACT_KINDS | NOT_TOLD


def test_every_kind_of_an_alert_is_one_that_happens() -> None:
    source = "".join(path.read_text() for path in (BACKEND / "alerts").rglob("*.py") if path.name != "models.py")
    assert [kind for kind in get_args(AlertEventKind) if f'"{kind}"' not in source] == []


def test_the_description_names_them_all(town: Town) -> None:
    schemas = town.client.get("/api/v1/openapi.json").json["components"]["schemas"]
    assert schemas["EventOut"]["properties"]["kind"]["enum"] == list(EVENT_KINDS)


def test_a_long_story_tells_only_of_these(town: Town, clock: PretendClock) -> None:
    body = a_report()
    reference = town.file(**body)
    path = f"/reports/{reference}"

    def kinds(by: str) -> set[str]:
        return {event["kind"] for event in town.get(by, path).json["events"]}

    def add(**more: Any) -> None:
        town.client.post("/api/v1/follow-up/additions", json={"receipt": body["receipt"]} | more)

    told: set[str] = set()
    town.rung()
    clock.forward(hours=2)
    town.rung()
    add(danger_now="yes")
    town.rung()
    for token in town.tokens("worker")[:1]:
        town.client.put(f"/api/v1/deliveries/{token}/shown")
    told |= kinds("worker")
    alert = town.get("worker", path).json["alert"]["id"]
    town.put("worker", f"/alerts/{alert}/acknowledgement")
    clock.forward(hours=1)
    town.rung()
    town.browser("worker").post(f"/api/v1{path}/reporter-disclosure", json={"reason": "回电"})
    decision = {"track": "harm", "priority": "P0", "disposition": "investigation", "reason": "需要核实"}
    town.put("worker", f"{path}/screening", decision)
    for step in ("agency-told", "child-seen"):
        town.put("worker", f"{path}/milestones/{step}")
    town.browser("worker").delete(f"/api/v1{path}/milestones/child-seen")
    town.client.post("/api/v1/follow-up/messages", json={"receipt": body["receipt"], "text": "在吗"})
    town.browser("worker").post(f"/api/v1{path}/messages", json={"text": "在"})
    clock.forward(days=2, hours=1)
    town.rung()
    told |= kinds("worker")
    town.put("colleague", f"{path}/recusal", {"reason": "亲戚"})
    town.put("worker", f"{path}/screening", decision | {"disposition": "outdated", "priority": "P0"})
    attach(town, str(body["receipt"]), files.pdf())
    add(place={"code": COUNTY})
    told |= kinds("county")
    town.rung()
    assert told <= set(EVENT_KINDS)
    assert told >= ACT_KINDS
    assert told >= {"alert_raised", "alert_escalated", "delivery_shown", "hold_expired", "alert_closed"}
