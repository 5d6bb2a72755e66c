"""The fault table in short: a few dozen reports a scenario. `make soak` runs it at length."""

import pytest

from tests.faults.scenarios import ONLY_SQLITE, SCENARIOS
from tests.faults.soak import is_whole, run
from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_nothing_is_lost_filed_twice_or_unheard(scenario: str, database: str, request: pytest.FixtureRequest) -> None:
    if database == "postgresql" and scenario in ONLY_SQLITE:
        return
    server: PostgresServer | None = request.getfixturevalue("postgres_server") if database == "postgresql" else None
    outcome = run(scenario, server, 60)
    assert outcome.reports == 60
    assert is_whole(outcome), outcome
