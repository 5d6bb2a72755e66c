"""What every test may ask for: an application on a database of its own, people, and a clock that obeys.

A test marked `both_databases` runs on SQLite and on PostgreSQL; the others run on SQLite. Each gets a copy of a
template that the migrations made, with all divisions and the villages of Xihu in it.
"""

import itertools
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from nightlamp.app import create_app
from nightlamp.cli import initialise
from nightlamp.core.config import Settings, read_settings
from nightlamp.core.db import db
from nightlamp.places.actions import DEMO_VILLAGES, import_places
from tests.support.contract import contract_of
from tests.support.postgres import PostgresServer, find_binaries
from tests.support.town import Town, found_town

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # a Monday, 09:00 in Shanghai
_numbers = itertools.count()


class PretendClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, moment: datetime = START) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **lengths: float) -> datetime:
        """Move on by a timedelta's keywords and return the new time."""
        self.moment += timedelta(**lengths)
        return self.moment


class Browser(FlaskClient):
    """A client whose requests share nothing: each gets a context, and so a session of the database, of its own."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make one request."""
        with self.application.app_context():
            return super().open(*args, **kwargs)


@dataclass(frozen=True)
class Template:
    """A home and a database that every test gets a copy of."""

    home: Path
    server: PostgresServer | None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that is marked `both_databases` twice."""
    if "database" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_databases")
        metafunc.parametrize("database", ["sqlite", "postgresql"] if both else ["sqlite"], indirect=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with keys, and a migrated SQLite file with places."""
    home = tmp_path_factory.mktemp("template")
    _fill(read_settings({"NIGHTLAMP_HOME": str(home)}))
    return home


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real server; without one the test is skipped on a developer's machine, and fails in CI."""
    if find_binaries() is None and os.environ.get("CI") != "true":
        pytest.skip("PostgreSQL is not installed")
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer, sqlite_template: Path) -> str:
    """The name of a migrated database with places; its keys are those of the SQLite template."""
    url = postgres_server.create_database("template_nightlamp")
    _fill(read_settings({"NIGHTLAMP_HOME": str(sqlite_template), "DATABASE_URL": url}))
    return "template_nightlamp"


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """Which database this test runs on: `sqlite` or `postgresql`."""
    return str(request.param)


@pytest.fixture
def settings(
    database: str, sqlite_template: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Settings]:
    """Settings of a new installation in a folder of its own."""
    home = tmp_path / "home"
    shutil.copytree(sqlite_template, home, ignore=shutil.ignore_patterns("*.db-wal", "*.db-shm", "*.gate"))
    settings = read_settings({"NIGHTLAMP_HOME": str(home)})
    if database == "sqlite":
        yield settings
        return
    template = request.getfixturevalue("postgres_template")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = f"test_{os.getpid()}_{next(_numbers)}"
    url = server.create_database(name, template=template)
    yield replace(settings, database_url=url.replace("postgresql://", "postgresql+psycopg://"))
    server.drop_database(name)


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords at the least cost; `tests/accounts` proves once what is used in earnest."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("nightlamp.accounts.actions._hasher", cheap)


@pytest.fixture
def clock() -> PretendClock:
    """The time of this test."""
    return PretendClock()


@pytest.fixture
def app(settings: Settings, clock: PretendClock) -> Iterator[Flask]:
    """An application on a database with tables and places, and nobody in it.

    Unforeseen errors fail the test, and so does an answer that the API description does not describe.
    """
    app = create_app(settings, clock=clock)
    app.config.update(TESTING=True, PROPAGATE_UNFORESEEN=True)
    app.test_client_class = Browser
    app.after_request_funcs.setdefault(None, []).insert(0, contract_of(app).check)  # the first listed runs last
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a session."""
    return app.test_client()


@pytest.fixture
def town(app: Flask, clock: PretendClock) -> Iterator[Town]:
    """Xihu District with its people: see `tests/support/town.py`. Phones that rang unasked fail the test."""
    town = found_town(app, clock)
    yield town
    town.close()


def _fill(settings: Settings) -> None:
    app = initialise(settings, kind="live")
    with app.app_context():
        import_places(DEMO_VILLAGES)
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.session.remove()
        db.engine.dispose()
