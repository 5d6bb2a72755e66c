"""Many reporters at the same moment, against real processes: everybody gets 201, and each report stands once."""

import http.client
import json
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from nightlamp.alerts.models import Alert, AlertEvent
from nightlamp.app import create_app
from nightlamp.core.db import db
from nightlamp.reports.models import Report, ReportDetail
from tests.support import live
from tests.support.live import Live
from tests.support.postgres import PostgresServer
from tests.support.town import a_report

pytestmark = [pytest.mark.both_databases]


@pytest.fixture
def nightlamp(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Live]:
    """A whole installation on this test's database."""
    if database == "sqlite":
        with live.running(tmp_path / "home") as running:
            yield running
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = f"many_{id(tmp_path)}"
    with live.running(tmp_path / "home", database_url=server.create_database(name)) as running:
        yield running
    server.drop_database(name)


def post_all(nightlamp: Live, bodies: list[dict[str, Any]], *, clients: int) -> list[tuple[int, Any]]:
    """Send every body once, from so many clients with a kept connection each; return status and answer."""
    place = threading.local()

    def post(body: dict[str, Any]) -> tuple[int, Any]:
        if not hasattr(place, "line"):
            place.line = http.client.HTTPConnection("127.0.0.1", nightlamp.settings.port, timeout=60)
        place.line.request("POST", "/api/v1/reports", json.dumps(body), {"Content-Type": "application/json"})
        answer = place.line.getresponse()
        return answer.status, json.loads(answer.read())

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(post, bodies))


def counted(app: Flask) -> dict[str, int]:
    """Count reports, their details, their alerts, and the alerts that were called."""
    with app.app_context():
        found = {
            model.__tablename__: db.session.execute(select(func.count()).select_from(model)).scalar_one()
            for model in (Report, ReportDetail, Alert)
        }
        raised = select(func.count()).where(AlertEvent.kind == "alert_raised")
        found["raised"] = db.session.execute(raised).scalar_one()
        db.engine.dispose()
        return found


def test_four_hundred_from_sixteen_clients(nightlamp: Live) -> None:
    bodies = [a_report() for _ in range(400)]
    answers = post_all(nightlamp, bodies, clients=16)
    assert Counter(status for status, _ in answers) == {201: 400}
    assert len({answer["reference"] for _, answer in answers}) == 400
    app = create_app(nightlamp.settings)
    assert counted(app) == {"report": 400, "report_detail": 400, "alert": 400, "raised": 400}
    with app.app_context():
        alone = select(func.count()).where(~select(Alert.id).where(Alert.subject == Report.reference).exists())
        assert db.session.execute(alone.select_from(Report)).scalar_one() == 0
        db.engine.dispose()


def test_two_at_once_and_the_same_one_eight_times(nightlamp: Live) -> None:
    answers = post_all(nightlamp, [a_report(), a_report()], clients=2)
    assert [status for status, _ in answers] == [201, 201]
    body = a_report()
    answers = post_all(nightlamp, [body] * 8, clients=8)
    assert {status for status, _ in answers} == {201}
    assert len({answer["reference"] for _, answer in answers}) == 1
    assert counted(create_app(nightlamp.settings))["report"] == 3
