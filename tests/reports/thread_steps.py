"""What both sides of a thread do, for the tests that tell of it."""

from typing import Any

from tests.support.sealing import seal
from tests.support.town import Town


def follow(town: Town, receipt: str) -> Any:
    """Return what the holder of a receipt is told."""
    answer = town.client.post("/api/v1/follow-up", json={"receipt": receipt})
    assert answer.status_code == 200, answer.json
    return answer.json


def write(town: Town, receipt: str, text: str, **headers: str) -> Any:
    """Write as the reporter."""
    return town.client.post("/api/v1/follow-up/messages", json={"receipt": receipt, "text": text}, headers=headers)


def reply(town: Town, who: str, reference: str, text: str, **more: Any) -> Any:
    """Write as somebody on duty; `key` is an Idempotency-Key."""
    headers = {"Idempotency-Key": more.pop("key")} if "key" in more else {}
    body = {"text": text} | more
    return town.browser(who).post(f"/api/v1/reports/{reference}/messages", json=body, headers=headers)


def decide(town: Town, reference: str, **changes: str) -> Any:
    """Decide as the worker, and return the report."""
    decision = {"track": "harm", "priority": "P2", "disposition": "investigation", "reason": "需要核实"} | changes
    answer = town.put("worker", f"/reports/{reference}/screening", decision)
    assert answer.status_code == 200, answer.json
    return answer.json


def sealed_for(town: Town, body: Any) -> str:
    """Return a body sealed to the key that this town offers."""
    return seal(town.client.get("/api/v1/config").json["intake_key"], body)


def alerts(town: Town, who: str, state: str = "triggered") -> list[str]:
    """Return the subjects of the alerts that somebody may answer."""
    return [item["subject"] for item in town.get(who, f"/alerts?state={state}").json["items"]]
