"""The fault table in short: a few dozen reports a scenario. `make soak` runs it at length."""

from contextlib import closing

import pytest

from tests.faults.scenarios import SCENARIOS, applies
from tests.faults.soak import is_whole, run
from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_nothing_is_lost_filed_twice_or_unheard(scenario: str, database: str, request: pytest.FixtureRequest) -> None:
    if not applies(scenario, database):
        return
    if scenario == "database restarted":
        # One of its own: the server of the other tests is not to be stopped under them.
        with closing(PostgresServer()) as server:
            outcome = run(scenario, server, 60)
    else:
        postgres = database == "postgresql"
        outcome = run(scenario, request.getfixturevalue("postgres_server") if postgres else None, 60)
    assert outcome.reports == 60
    assert is_whole(outcome), outcome
