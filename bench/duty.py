"""Who is on duty, and all else that is asked by the second, in a county, a province and a country; both databases.

Growth is measured, not guessed: what costs the same in a country as in a county does not grow with it.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask, current_app
from tests.support.postgres import PostgresServer
from tests.support.town import RecordingSender

from bench.child import spent
from bench.figures import Table
from bench.nation import PASSWORD, Nation, fetched, settle, villages_of
from nightlamp.agencies.queries import teams_over
from nightlamp.agencies.rules import receiving_teams
from nightlamp.alerts.engine.calling import callees_of
from nightlamp.alerts.notices.actions import first_start, look_and_tell, tell_of_starts
from nightlamp.channels.senders import EXTENSION
from nightlamp.cli import initialise
from nightlamp.core.clock import utc_now
from nightlamp.core.config import read_settings
from nightlamp.core.db import db, writing
from nightlamp.core.remember import forget_everything
from nightlamp.dispatcher import Dispatcher
from nightlamp.duty.queries import OnDuty, on_duty
from nightlamp.duty.rotas.planning import replan
from nightlamp.places.queries import find
from nightlamp.reports.intake.filing import place_of, receiving
from nightlamp.reports.watching import faults_now

SIZES = {"county": "330106", "province": "33", "country": ""}
LOOK_UPS = 1000
SEARCHED = (
    ("seconds", "GET /places?q=, the first of a process", "s"),
    ("cpu", "the same, CPU", "s"),
    ("stays", "the same, memory that stays", "MB"),
    ("peak", "the same, memory at its highest", "MB"),
    ("p50", "GET /places?q=, p50 of all words", "ms"),
    ("slowest", "the same, the slowest word", "ms"),
)
REACH_MS = 2


@dataclass(frozen=True)
class Spent:
    """What some calls took, in milliseconds each: the middle, the slowest of a hundred, and processor time here."""

    p50: float
    p99: float
    cpu: float


def run() -> Table:
    """Measure each size on each database."""
    table, archive = Table("On duty in a county, a province and a country"), fetched()
    with tempfile.TemporaryDirectory(prefix="nightlamp-bench-") as folder:
        postgres = PostgresServer(fsync=True)
        try:
            for size, within in SIZES.items():
                source = villages_of(archive, within, Path(folder)) if within else archive
                for database in ("SQLite", "PostgreSQL"):
                    url = postgres.create_database(size) if database == "PostgreSQL" else None
                    home = Path(folder) / f"{database}-{size}"
                    title = f"{size}, {database}"
                    _measure(table, title, home=home, url=url, source=source, within=within)
        finally:
            postgres.stop()
    return table


def _measure(table: Table, title: str, *, home: Path, url: str | None, source: Path, within: str) -> None:
    environment = {"NIGHTLAMP_HOME": str(home)} | ({"DATABASE_URL": url} if url else {})
    app = initialise(read_settings(environment), kind="live")
    imported = spent(environment, "import", str(source))
    began = time.monotonic()
    nation = settle(app, within=within, now=utc_now())
    table.notes.append(f"{title}: {nation.words()}; filled in {time.monotonic() - began:.0f} s")
    table.add(f"{title}: places import", imported["seconds"], "s")
    table.add(f"{title}: the same, CPU of the command", imported["cpu"], "s")
    table.add(f"{title}: the same, memory", imported["peak"], "MB")
    for name, value, unit, at_most in measured(app, nation, look_ups=LOOK_UPS):
        table.add(f"{title}: {name}", value, unit, at_most=at_most)
    searched = spent(environment, "search")
    for what, name, unit in SEARCHED:
        table.add(f"{title}: {name}", searched[what], unit)
    table.notes.append(f"{title}: load of the machine {os.getloadavg()[0]:.1f}")
    with app.app_context():
        db.engine.dispose()


Figure = tuple[str, float, str, float | None]


def measured(app: Flask, nation: Nation, *, look_ups: int) -> list[Figure]:
    """Return the figures of an installation that was settled: name, value, unit, reach."""
    app.extensions[EXTENSION] = {"webpush": RecordingSender()}
    villages = random.Random(3).choices(nation.villages, k=look_ups)
    with app.app_context():
        looked, intake = timed(_who_is_on, villages), timed(_as_intake_asks, villages[: look_ups // 2])
        again = timed(_as_intake_remembers, villages[:1] * (look_ups // 2))
        figures: list[Figure] = [
            ("who is on duty for a village, p50", looked.p50, "ms", REACH_MS),
            ("the same, p99", looked.p99, "ms", REACH_MS),
            ("the same, CPU of the process", looked.cpu, "ms", None),
            ("whom intake calls, looked up, p50", intake.p50, "ms", None),
            ("the same, p99", intake.p99, "ms", None),
            ("the same, remembered, p50", again.p50, "ms", None),
        ]
        return figures + _routes(app, nation, villages[: look_ups // 5]) + _by_the_minute(nation) + _cycles(app)


def timed(call: Callable[[Any], object], items: Sequence[Any]) -> Spent:
    """Call with each item, after two calls that do not count, each in a transaction of its own."""
    for item in items[:2]:
        call(item)
        db.session.rollback()
    took, cpu = [], time.process_time()
    for item in items:
        began = time.perf_counter()
        call(item)
        took.append(1000 * (time.perf_counter() - began))
        db.session.rollback()
    took.sort()
    return Spent(median(took), took[int(len(took) * 0.99) - 1], 1000 * (time.process_time() - cpu) / len(took))


def _who_is_on(code: str) -> list[OnDuty]:
    """Ask as `GET /duty/now?place=` does."""
    session, level = db.session(), current_app.extensions["nightlamp.settings"].intake_level
    place = find(session, code)
    assert place is not None
    teams = receiving_teams(teams_over(session, place.path), place.path, intake_level=level, about=())
    found = on_duty(session, [teams[0].id], now=utc_now())[teams[0].id]
    assert found, code
    return found


def _as_intake_asks(code: str) -> None:
    forget_everything()
    _as_intake_remembers(code)


def _as_intake_remembers(code: str) -> None:
    content = {"place": {"code": code}}
    teams, _staff = receiving(place_of(content), content, current_app.extensions["nightlamp.settings"])
    callees_of(db.session.connection(), [team.id for team in teams], now=utc_now())


def _routes(app: Flask, nation: Nation, villages: Sequence[str]) -> list[Figure]:
    browser = app.test_client()
    signed_in = browser.post("/api/v1/session", json={"email": nation.supervisor, "password": PASSWORD})
    assert signed_in.status_code == 200, signed_in.json

    def get(path: str) -> None:
        with app.app_context():
            answer = browser.get(f"/api/v1{path}")
            assert answer.status_code == 200, answer.json

    now, board = timed(lambda code: get(f"/duty/now?place={code}"), villages), timed(get, ["/hearing/board"] * 50)
    return [
        ("GET /duty/now?place=, p50", now.p50, "ms", None),
        ("the same, p99", now.p99, "ms", None),
        ("GET /hearing/board of a township, p50", board.p50, "ms", None),
    ]


def _by_the_minute(nation: Nation) -> list[Figure]:
    now = utc_now()
    by_day = now.replace(hour=3, minute=0)  # 11:00 in Shanghai: coverage is looked through
    handover = (now + timedelta(days=7 - now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    audit = timed(lambda _: faults_now(db.session(), now=now), range(20))
    looks = timed(lambda _: look_and_tell(zone="Asia/Shanghai", now=by_day), range(5))
    steps = timed(lambda _: _walk_on(handover - timedelta(minutes=5)), range(5))
    plans = timed(_plan, random.Random(5).choices(range(1, nation.teams + 1), k=20))
    return [
        ("the minute's self-audit", audit.p50, "ms", None),
        ("the minute's looks, a hundred teams' coverage with them", looks.p50, "ms", None),
        ("a step before all shifts change, 500 shifts at most", steps.p50, "ms", None),
        ("one team's plan drawn", plans.p50, "ms", None),
    ]


def _walk_on(now: datetime) -> None:
    tell_of_starts(first_start(now), now=now)


def _plan(team_id: int) -> None:
    with writing() as session:
        replan(session, team_id, now=utc_now())


def _cycles(app: Flask) -> list[Figure]:
    """Let a dispatcher run through two minutes; the first cycles do what the fixture has left."""
    dispatcher, began = Dispatcher(app), utc_now()
    spent = timed(lambda second: dispatcher.tick(began + timedelta(seconds=second)), range(120))
    return [("a dispatcher's cycle, p50", spent.p50, "ms", None), ("the same, p99", spent.p99, "ms", None)]
