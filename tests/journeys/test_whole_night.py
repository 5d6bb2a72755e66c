"""A night on a fast-forward clock: nobody on duty, a dead phone, a reflex, a sleeper, the supervisor at last."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from nightlamp.alerts.models import TRIGGERED, Alert
from nightlamp.alerts.queries import faults
from nightlamp.channels.senders import Outcome
from nightlamp.core.clock import as_text
from nightlamp.core.db import db
from tests.conftest import PretendClock
from tests.support.town import Town

pytestmark = pytest.mark.both_databases

# Saturday, 02:00 in Shanghai: the shifts that began on Monday morning have long ended by themselves.
TWO_AT_NIGHT = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)
DEAD, TAKEN = Outcome("gone", "http_410"), Outcome("sent", "http_201")
Rings = list[tuple[str, list[str]]]


def at(clock: PretendClock) -> str:
    """Return the time in Shanghai, as somebody reads it from the wall."""
    return f"{clock() + timedelta(hours=8):%H:%M}"


def until(town: Town, clock: PretendClock, end: str) -> Rings:
    """Let the dispatcher work minute by minute; return when whose phones rang. No minute may be a faulty one."""
    rings: Rings = []
    while at(clock) != end:
        clock.forward(minutes=1)
        if rung := town.rung():
            rings.append((at(clock), rung))
        alert = the_alert()
        assert alert.closed_at is not None or alert.next_at is not None, f"silent at {at(clock)}"
        given_up = alert.state == TRIGGERED and alert.exhausted_at is not None
        assert faults(db.session(), now=clock()) == (["urgent_unanswered"] if given_up else [])
        db.session.rollback()
    return rings


def the_alert() -> Alert:
    db.session.rollback()
    return db.session.execute(select(Alert)).scalar_one()


def events(town: Town, reference: str) -> list[tuple[str, str]]:
    """Return what the report tells of its night: (time in Shanghai, what happened)."""
    told: list[dict[str, Any]] = town.get("supervisor", f"/reports/{reference}").json["events"]
    return [
        (f"{datetime.fromisoformat(event['at']) + timedelta(hours=8):%H:%M}", event["kind"])
        for event in told
        if not event["kind"].startswith("delivery_")
    ]


def test_a_whole_night(town: Town, clock: PretendClock) -> None:
    clock.moment = TWO_AT_NIGHT
    town.phones.outcome = lambda endpoint: DEAD if endpoint.endswith("colleague") else TAKEN

    # 02:00. The rota is empty: the first step is not waited out, everybody of the township is called at once.
    reference = town.file(danger_now="unknown")
    assert town.rung() == ["colleague", "worker"]
    alert = the_alert().uuid
    assert (the_alert().urgency, the_alert().step) == ("P1", 1)
    # The colleague's phone is dead: seen by whoever asks who can hear us, and not counted on again.
    board = town.get("supervisor", f"/hearing/board?team={town.teams['township'].uuid}").json
    assert {person["name"]: person["reachable"] for person in board["members"]} == {"许知": None, "何青": False}

    # 02:01. The worker's phone lights up; a thumb finds the button; the worker sleeps on.
    clock.forward(minutes=1)
    assert town.client.put(f"/api/v1/deliveries/{town.tokens('worker')[-1]}/shown").status_code == 204
    reflex = town.client.put(f"/api/v1/deliveries/{town.tokens('worker')[-1]}/acknowledgement")
    assert reflex.json == {"state": "acknowledged", "holds_until": as_text(clock() + timedelta(minutes=5))}

    # A reflex holds five minutes, then it rings again; the sleeper's next minutes are everybody's last ones alone.
    assert until(town, clock, "02:22") == [("02:06", ["worker"]), ("02:21", ["supervisor"])]

    # The supervisor's phone lies in the kitchen. It climbs on, and comes back.
    assert until(town, clock, "02:57") == [
        ("02:31", ["county", "supervisor"]),
        ("02:41", ["desk"]),
        ("02:56", ["county", "desk", "supervisor", "worker"]),
    ]
    # Everybody was called in vain: whoever watches the installation is told, too.
    assert town.client.get("/healthz").json["faults"] == ["urgent_unanswered"]
    # The old button of the reflex is worth nothing any more: nobody can keep it quiet by an old message.
    stale = town.client.put(f"/api/v1/deliveries/{town.tokens('worker')[0]}/acknowledgement")
    assert (stale.status_code, stale.json["code"]) == (409, "message_outdated")

    # 02:57. The supervisor is awake, opens the report, takes it, and decides.
    now_seen = town.get("supervisor", f"/reports/{reference}").json["alert"]
    assert now_seen["state"] == "triggered"
    taken = town.put("supervisor", f"/alerts/{alert}/acknowledgement")
    assert taken.json["by_me"] is True
    assert town.client.get("/healthz").json["ok"] is True
    assert until(town, clock, "03:50") == [], "in hand: nobody is woken for nothing"
    decided = {"track": "harm", "priority": "P1", "disposition": "investigation", "reason": "Look today."}
    answer = town.put("supervisor", f"/reports/{reference}/screening", decided)
    assert answer.status_code == 200, answer.json
    assert until(town, clock, "08:00") == []

    told_as_it_was(town, reference, alert)


def told_as_it_was(town: Town, reference: str, alert: str) -> None:
    """In the morning the report and the history of its messages tell the night."""
    assert events(town, reference) == [
        ("02:00", "report_filed"),
        ("02:00", "alert_raised"),
        ("02:00", "nobody_on_duty"),
        ("02:00", "alert_escalated"),
        ("02:01", "alert_acknowledged"),
        ("02:06", "hold_expired"),
        ("02:06", "nobody_on_duty"),
        ("02:06", "alert_escalated"),
        ("02:21", "alert_escalated"),
        ("02:31", "alert_escalated"),
        ("02:41", "alert_escalated"),
        ("02:56", "alert_exhausted"),
        ("02:57", "milestone_reported"),
        ("02:57", "alert_acknowledged"),
        ("03:50", "milestone_reported"),
        ("03:50", "report_screened"),
        ("03:50", "alert_closed"),
    ]
    items = town.get("supervisor", f"/alerts/{alert}/deliveries").json["items"]
    told = [(item["person"]["name"], item["round"], item["state"], item["error"]) for item in items]
    assert told[:2] == [("许知", 0, "shown", None), ("何青", 0, "failed", "http_410")]
    assert all(state == "sent" for _, number, state, _ in told if number > 0)
