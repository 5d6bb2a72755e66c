"""How the question who is on duty is answered, which each report asks, and how plans are drawn ahead for it."""

from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from nightlamp.core.db import db
from nightlamp.duty.queries import on_duty
from nightlamp.duty.rotas.models import Rota
from nightlamp.duty.rotas.planning import HORIZON, REPLAN_EVERY, replan
from tests.conftest import PretendClock
from tests.support.rota import account, made
from tests.support.town import Town


def test_years_of_past_shifts_are_not_read_to_know_who_is_on_now(app: Flask, clock: PretendClock) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    on_duty(db.session(), [1, 2], now=clock())
    event.remove(db.engine, "before_cursor_execute", note)
    (statement, parameters) = asked[-1]
    plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    words = [str(row[3]) for row in plan]
    assert "ix_shift_team_id_ends_at" in words[0] + words[1]
    assert not [line for line in words if line.startswith("SCAN") and "SUBQUERY" not in line]


@pytest.mark.both_databases
def test_plans_are_drawn_for_a_few_teams_a_cycle_until_all_are(
    town: Town, clock: PretendClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nightlamp.dispatcher.PLANS_AT_ONCE", 1)
    made(town)
    made(town, team=town.teams["county"].uuid, people=[account(town, "county")])
    clock.forward(seconds=REPLAN_EVERY.total_seconds() + 60)

    def old() -> int:
        db.session.rollback()
        behind = Rota.planned_until < clock() + HORIZON - REPLAN_EVERY
        return db.session.execute(select(func.count()).select_from(Rota).where(behind)).scalar_one()

    left = [old()]
    for _ in range(2):
        town.rung()
        left.append(old())
        clock.forward(seconds=1)
    assert left == [2, 1, 0]


def test_a_team_whose_plan_cannot_be_drawn_keeps_no_other_waiting(
    town: Town, clock: PretendClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(town)
    made(town, team=town.teams["county"].uuid, people=[account(town, "county")])
    clock.forward(seconds=REPLAN_EVERY.total_seconds() + 60)
    broken = town.teams["county"].id

    def draw(session: Session, team_id: int, *, now: datetime) -> int:
        if team_id == broken:
            raise ValueError("Cannot be drawn.")
        return replan(session, team_id, now=now)

    monkeypatch.setattr("nightlamp.dispatcher.replan", draw)
    town.app.config["PROPAGATE_UNFORESEEN"] = False
    town.rung()
    db.session.rollback()
    query = select(Rota.team_id).where(Rota.planned_until == clock() + HORIZON)
    assert db.session.execute(query).scalars().all() == [town.teams["township"].id]
