"""What the short forms of the fault table share."""

from pathlib import Path

import pytest

from tests.faults.stand.outcome import Outcome
from tests.faults.stand.standing import Ground
from tests.support.postgres import PostgresServer

REPORTS = 60


def ground_of(database: str, request: pytest.FixtureRequest) -> tuple[Ground, PostgresServer | None]:
    """Return the template of a database, and its server if it has one."""
    home: Path = request.getfixturevalue("sqlite_template")
    if database == "sqlite":
        return Ground(home), None
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return Ground(home, request.getfixturevalue("postgres_template")), server


def assert_whole(outcome: Outcome, reports: int) -> None:
    """Fail when anything became of the reports that must not."""
    assert outcome.reports == reports
    assert outcome.is_whole, outcome
