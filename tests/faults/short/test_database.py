"""The database goes away, or its disk is full."""

import pytest

from tests.faults.scenarios.every import DATABASES
from tests.faults.short.conftest import InShort

pytestmark = [pytest.mark.both_databases, pytest.mark.lengthy]


@pytest.mark.parametrize("name", DATABASES)
def test_a_database_that_is_away_takes_nothing_along(name: str, in_short: InShort) -> None:
    in_short(DATABASES[name])
