"""Processes are killed while they work; what is heard twice has a reason."""

import pytest

from tests.faults.scenarios.every import KILLS
from tests.faults.short.conftest import InShort

pytestmark = [pytest.mark.both_databases, pytest.mark.lengthy]


@pytest.mark.parametrize("name", KILLS)
def test_whoever_is_killed_takes_nothing_along(name: str, in_short: InShort) -> None:
    in_short(KILLS[name])
