"""The demo as a visitor meets it: started by one command, filled, served, ended; and killed in its first fill."""

import os
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from nightlamp.demo.people import SIGN_INS
from tests.support.demo_process import DemoProcess, demo_process, still_running
from tests.support.postgres import PostgresServer
from tests.support.town import a_report

pytestmark = pytest.mark.lengthy


def test_one_command_brings_a_whole_county_and_takes_it_away_again(tmp_path: Path) -> None:
    with demo_process(tmp_path / "home") as demo:
        demo.wait_until_told()
        assert_a_whole_county(demo)
        answer = demo.server.send("POST", "/api/v1/reports", a_report(danger_now="yes"))
        assert answer.status == 201, answer.raw
        demo.wait_for(lambda: told_by_the_dispatcher(demo, answer.json["reference"]))
        assert_ends_with_all_its_family(demo, lambda: demo.process.send_signal(signal.SIGTERM))


def test_a_demo_that_is_killed_in_its_first_fill_comes_up_whole(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with demo_process(home) as killed:
        killed.wait_for(lambda: reported(home / "nightlamp.db") >= 5)
        killed.process.kill()
        killed.process.wait()
    assert 5 <= reported(home / "nightlamp.db") < 40
    assert (home / "nightlamp.db.filling").is_file()
    keys = sorted((home / "keys").rglob("*.*"))
    with demo_process(home) as demo:
        demo.wait_until_told()
        assert "cut off; it is filled anew" in demo.log.read_text()
        assert_a_whole_county(demo)
        assert not (home / "nightlamp.db.filling").exists()
        assert sorted((home / "keys").rglob("*.*")) == keys
        # Ctrl-C reaches every process of the terminal's group at once.
        assert_ends_with_all_its_family(demo, lambda: os.killpg(demo.process.pid, signal.SIGINT))


@pytest.mark.both_databases
def test_on_postgresql_it_says_what_to_do_and_then_comes_up_whole(
    tmp_path: Path, postgres_server: PostgresServer
) -> None:
    name = f"demo_{os.getpid()}"
    url = postgres_server.create_database(name)
    with demo_process(tmp_path / "home", "--no-serve", database_url=url) as killed:
        killed.wait_for(lambda: reported_in(url) >= 5)
        killed.process.kill()
        killed.process.wait()
    before = reported_in(url)
    with demo_process(tmp_path / "home", "--no-serve", database_url=url) as refused:
        assert refused.process.wait(60) == 1
        assert f"database {name} holds only a part" in refused.log.read_text()
    assert 5 <= before == reported_in(url)
    postgres_server.drop_database(name)
    postgres_server.create_database(name)
    with demo_process(tmp_path / "home", "--no-serve", database_url=url) as demo:
        assert demo.process.wait(60) == 0, demo.log.read_text()
    assert reported_in(url) > 40
    postgres_server.drop_database(name)


def assert_a_whole_county(demo: DemoProcess) -> None:
    """Look at what every visitor looks at first."""
    assert demo.server.send("GET", "/healthz").json == {"ok": True, "faults": []}
    worker, supervisor, admin = (demo.signed_in(key) for key in SIGN_INS[:3])
    assert len(demo.get("/reports?state=new,opened,decided,closed&limit=200", worker).json["items"]) >= 12
    assert len(demo.get("/reports?state=new,opened,decided,closed&limit=200", supervisor).json["items"]) > 40
    assert demo.get("/reports", admin).json["items"]
    assert demo.get("/alerts", worker).json["items"]
    steps = demo.get("/statistics/response-times", supervisor).json["steps"]
    assert all(row["n"] for row in steps if row["priority"] == "all")


def told_by_the_dispatcher(demo: DemoProcess, reference: str) -> bool:
    """Tell whether the dispatcher has moved this report's alert: somebody is called, or nobody can be."""
    report = demo.get(f"/reports/{reference}", demo.signed_in("worker")).json
    return bool({"nobody_reachable", "alert_called"} & {event["kind"] for event in report["events"]})


def assert_ends_with_all_its_family(demo: DemoProcess, end: Callable[[], None]) -> None:
    """End it; it must leave with 0 and nothing running: not itself, gunicorn and its two workers, the dispatcher."""
    family = demo.family()
    assert len(family) >= 5
    end()
    assert demo.process.wait(45) == 0, demo.log.read_text()[-3000:]
    assert still_running(family) == set()


def reported(database: Path) -> int:
    """Return how many reports a SQLite file holds so far."""
    if not database.is_file():
        return 0
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=5) as connection:
            return int(connection.execute("SELECT count(*) FROM report").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0


def reported_in(url: str) -> int:
    """Return how many reports a PostgreSQL database holds so far."""
    with psycopg.connect(url, autocommit=True) as connection:
        try:
            (count,) = connection.execute("SELECT count(*) FROM report").fetchone() or (0,)
        except psycopg.errors.UndefinedTable:
            return 0
    return int(count)
