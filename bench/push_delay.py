"""From a report's answer to the push service holding its alert: how long a phone waits for us."""

import json
import os
import tempfile
import time
import urllib.request
from contextlib import closing
from pathlib import Path

from tests.support import live, push_service
from tests.support.postgres import PostgresServer
from tests.support.town import a_report

from bench.figures import Table
from nightlamp.accounts.queries import account_by_email
from nightlamp.app import create_app
from nightlamp.channels.actions import register_device
from nightlamp.core.clock import utc_now
from nightlamp.core.db import writing

REPORTS, PER_SECOND = 100, 20


def run() -> Table:
    """Measure on SQLite, then on a PostgreSQL of its own that writes to the disk as in production."""
    table = Table(f"Report answered to push service reached, {PER_SECOND} reports a second")
    _add(table, "SQLite", delays(REPORTS))
    with closing(PostgresServer(fsync=True)) as server:
        _add(table, "PostgreSQL", delays(REPORTS, database_url=server.create_database("bench")))
    table.notes.append(f"web, dispatcher and push service on the same cores; load {os.getloadavg()[0]:.1f}")
    return table


def delays(reports: int, *, database_url: str | None = None) -> list[float]:
    """File reports at a steady pace; return after how many ms each alert reached a push service here, least first."""
    with tempfile.TemporaryDirectory(prefix="nightlamp-bench-") as folder, push_service.running() as service:
        home, origin = Path(folder), service.origin
        with live.running(home, push_origin=origin, database_url=database_url) as nightlamp:
            _give_phone(nightlamp, service)
            begun = [_file(nightlamp.origin, number) for number in range(reports)]
            service.wait_for(lambda: len(service.posts) >= reports, seconds=30)
            return sorted(
                (post.at - filed) * 1000 for filed, post in zip(begun, service.posts[:reports], strict=True)
            )


def _add(table: Table, database: str, delays: list[float]) -> None:
    table.add(f"{database} p50", delays[len(delays) // 2], "ms", at_most=50)
    table.add(f"{database} p99", delays[int(len(delays) * 0.99) - 1], "ms", at_most=250)


def _give_phone(nightlamp: live.Live, service: push_service.PushService) -> None:
    app = create_app(nightlamp.settings)
    with app.app_context(), writing() as session:
        subscription = service.phone().subscription()
        account = account_by_email("worker@xihu.example")
        assert account is not None
        keys = subscription["keys"]
        register_device(
            session,
            account=account,
            endpoint=subscription["endpoint"],
            p256dh=keys["p256dh"],
            auth=keys["auth"],
            label="Bench",
            now=utc_now(),
        )


def _file(origin: str, number: int) -> float:
    # Urgent: of many others from one address the alerts would be bundled.
    body = json.dumps(a_report(danger_now="unknown")).encode()
    request = urllib.request.Request(
        f"{origin}/api/v1/reports", data=body, headers={"Content-Type": "application/json"}
    )
    began = time.monotonic()
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 201, number
    answered = time.time()
    time.sleep(max(0.0, 1 / PER_SECOND - (time.monotonic() - began)))
    return answered
