"""How the question who is on duty is answered: each report asks it before it is accepted."""

from typing import Any

from flask import Flask
from sqlalchemy import event

from nightlamp.core.db import db
from nightlamp.duty.queries import on_duty
from tests.conftest import PretendClock


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
