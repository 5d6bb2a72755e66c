"""Response times among millions of invented facts: `python -m tests.statistics.at_scale 10000000`.

A year of facts in the townships of the whole country, their spreads, and the open reports that go with them, on
SQLite and on PostgreSQL; then the route itself, asked by a supervisor of one county and by one of the country.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
from bench.figures import Table
from bench.servers import cpu_seconds
from flask import Flask
from sqlalchemy import insert, select

from nightlamp.agencies.actions import found_agency
from nightlamp.agencies.models import Team
from nightlamp.cli import initialise
from nightlamp.core.clock import utc_now
from nightlamp.core.config import read_settings
from nightlamp.core.db import db, writing
from nightlamp.core.ids import new_reference
from nightlamp.places.models import Place
from nightlamp.places.rules import Level, path_of
from nightlamp.practice.content import standards
from nightlamp.reports.models import Report
from nightlamp.statistics import spread
from nightlamp.statistics.rules import ALL, WEEK, Fact, SpreadKey, SpreadTally, changes
from tests.conftest import Browser
from tests.support.postgres import PostgresServer
from tests.support.town import Town, found_town

DAYS = 365
# The mix of a mature place, as the load model has it: P0 to P4 in percent.
MIX = {"P0": 2, "P1": 12, "P2": 26, "P3": 30, "P4": 30}
STEPS = ("opened", "decided", "agency_told", "child_seen")
# How long a report stays open, on average, in days.
OPEN_DAYS = 5
WARM_UP, ROUNDS = 6, 40
_WAITING = (
    "CREATE INDEX IF NOT EXISTS ix_report_waiting ON report "
    "(substr(place_code, 1, 2), due_step, priority, due_from) WHERE closed_at IS NULL"
)


def run(count: int = 1_000_000) -> Table:
    """Measure one county and the whole country among `count` facts."""
    table = Table(f"Response times among {count:,} facts of a year, median of {ROUNDS} requests")
    with tempfile.TemporaryDirectory(prefix="nightlamp-scale-") as folder:
        postgres = PostgresServer()
        try:
            urls = {"sqlite": None, "postgresql": postgres.create_database("scale")}
            apps = {name: _app(Path(folder) / name, url) for name, url in urls.items()}
            began = time.monotonic()
            _fill(list(apps.values()), count)
            table.notes.append(f"Both were filled in {time.monotonic() - began:.0f} s.")
            for name, app in apps.items():
                with app.app_context():
                    _ask(table, name, found_town(app, utc_now), postgres.pid if urls[name] else None)
                    db.session.remove()
                    db.engine.dispose()
            table.notes.append("CPU counts the database; on a busy machine trust it before the times.")
        finally:
            postgres.stop()
    return table


def _app(home: Path, url: str | None) -> Flask:
    settings = read_settings({"NIGHTLAMP_HOME": str(home)} | ({"DATABASE_URL": url} if url else {}))
    app = initialise(settings, kind="demo")
    app.test_client_class = Browser
    return app


def _ask(table: Table, database: str, town: Town, server: int | None) -> None:
    today = datetime.now(UTC).date()
    year = f"from={today - timedelta(days=364)}&to={today}"
    asked = (
        ("county, 28 days", "supervisor", "", 10),
        ("county, a year", "supervisor", f"?{year}", None),
        ("prefecture, 28 days", "desk", "?place=3301", None),
        ("province, 28 days", "desk", "?place=33", None),
        ("country, 28 days", "desk", "", 50),
        ("country, a year", "desk", f"?{year}", None),
    )
    for name, key, query, bound in asked:
        for _ in range(WARM_UP):
            reached = _reached(town, key, query)
        times, used = [], _cpu(server)
        for _ in range(ROUNDS):
            began = time.perf_counter()
            _reached(town, key, query)
            times.append((time.perf_counter() - began) * 1000)
        used = (_cpu(server) - used) / ROUNDS * 1000
        table.add(f"{database}: {name}, {reached:,} facts", median(times), "ms", at_most=bound)
        table.add(f"{database}: {name}, CPU", used, "ms")


def _reached(town: Town, key: str, query: str) -> int:
    """Ask for the figures, and return how many facts they are made of."""
    answer = town.get(key, f"/statistics/response-times{query}")
    assert answer.status_code == 200, answer.json
    return sum(row["n"] for row in answer.json["steps"] if row["priority"] == ALL)


def _cpu(server: int | None) -> float:
    """Return the processor time of this process, and of the database server if there is one, in seconds."""
    return time.process_time() + (cpu_seconds(server) if server else 0.0)


def _fill(apps: Sequence[Flask], count: int) -> None:
    with apps[0].app_context():
        query = select(Place.code).where(Place.level == Level.TOWNSHIP).order_by(Place.code)
        codes = list(db.session.execute(query).scalars())
    chance = random.Random(7)
    first = datetime.now(UTC).date() - timedelta(days=DAYS - 1)
    weeks: dict[SpreadKey, SpreadTally] = {}
    for number in range(DAYS):
        day = first + timedelta(days=number)
        facts = list(_facts(chance, codes, day, number, count // DAYS))
        deltas = changes([], facts)
        for key in [key for key in deltas if key.unit == WEEK]:
            tally = deltas.pop(key)
            weeks.setdefault(key, SpreadTally()).add(tally.n, tally.judged, tally.within, tally.spread)
        done = {key: weeks.pop(key) for key in list(weeks) if key.begins + timedelta(days=7) <= day}
        _write(apps, facts, deltas | done)
    _write(apps, [], weeks)
    for app in apps:
        with app.app_context():
            _open_reports(random.Random(8), codes, count // len(STEPS) // DAYS * OPEN_DAYS)
            _settle()


def _facts(chance: random.Random, codes: list[str], day: date, number: int, count: int) -> Iterator[Fact]:
    priorities = chance.choices(list(MIX), list(MIX.values()), k=count)
    for n, (code, priority) in enumerate(zip(chance.choices(codes, k=count), priorities, strict=True)):
        step = STEPS[n % 4]
        standard = standards().get((step, priority))
        usual = (standard.seconds if standard and standard.seconds else 86_400) / 2.2
        seconds = int(usual * chance.lognormvariate(0, 0.8))
        within = None if standard is None else seconds <= usual * 2.2
        key = number * 1_000_000 + n
        depth = 3 if chance.random() < 0.02 else 4
        yield Fact(key, key // 4, day, code, depth, step, priority, seconds, within)


def _write(apps: Sequence[Flask], facts: list[Fact], deltas: dict[SpreadKey, SpreadTally]) -> None:
    spreads = [
        (*key, tally.n, tally.judged, tally.within, spread.packed(tally.spread)) for key, tally in deltas.items()
    ]
    tables = (
        ("response_fact", Fact._fields, facts),
        ("response_spread", (*SpreadKey._fields, "n", "judged", "within", "durations"), spreads),
    )
    for app in apps:
        with app.app_context():
            write = _copy if db.engine.dialect.name == "postgresql" else _insert
            for table, columns, rows in tables:
                write(table, columns, rows)


def _copy(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    address = db.engine.url.set(drivername="postgresql").render_as_string(False)
    with psycopg.connect(address) as connection:
        with connection.cursor().copy(f"COPY {table} ({','.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    plain = ([str(value) if isinstance(value, date) else value for value in row] for row in rows)
    marks = ",".join("?" * len(columns))
    with writing() as session:
        bare: Any = session.connection().connection.driver_connection
        bare.executemany(f"INSERT INTO {table} ({','.join(columns)}) VALUES ({marks})", plain)


def _open_reports(chance: random.Random, codes: list[str], count: int) -> None:
    """Add open reports, owned by a team in each county; closed ones are left out, no index of ours holds them."""
    now = datetime.now(UTC)
    with writing() as session:
        agency = found_agency(session, name="at scale", kind="rescue", by="test", now=now).id
        counties = sorted({code[:6] for code in codes})
        session.execute(
            insert(Team),
            [
                {"uuid": f"at-scale-{code}", "agency_id": agency, "name": code, "place_code": code,
                 "place_path": path_of(code)}
                for code in counties
            ],
        )  # fmt: skip
        teams = {code: team for team, code in session.execute(select(Team.id, Team.place_code)) if code}
        rows = []
        for number in range(count):
            code = chance.choice(codes)
            since = now - timedelta(seconds=chance.expovariate(1 / (OPEN_DAYS * 86_400)))
            priority = chance.choices(list(MIX), list(MIX.values()))[0]
            rows.append(
                {"id": 10**15 + number, "reference": new_reference(), "fingerprint": b"", "hmac_key_id": "",
                 "team_id": teams[code[:6]], "place_code": code, "first_priority": priority, "priority": priority,
                 "practice_version": "", "state": "opened", "channel": "api", "language": "zh-CN",
                 "received_at": since, "due_step": chance.choice(STEPS), "due_from": since,
                 "due_at": since + timedelta(days=3), "version": 1}
            )  # fmt: skip
        session.execute(insert(Report), rows)


def _settle() -> None:
    """Let PostgreSQL learn what it holds, as its own upkeep would. SQLite learns nothing by itself."""
    with writing() as session:
        session.connection().exec_driver_sql(_WAITING)
    db.session.remove()
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


if __name__ == "__main__":
    sys.stdout.write(run(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000).text() + "\n")
