"""The fault table in short: the same scenarios with a few dozen reports, and clocks that run ahead of leases."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.scenarios.every import Scenario
from tests.faults.short.case import REPORTS, assert_whole, ground_of
from tests.faults.soak import ground_for, hurt
from tests.faults.stand.standing import standing

InShort = Callable[[Scenario], None]


@pytest.fixture
def in_short(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> InShort:
    """Run a scenario on an installation of its own; nothing may be lost, filed twice, unheard or unexplained."""

    def run(scenario: Scenario) -> None:
        ground, server = ground_of(database, request)
        with ground_for(scenario, ground, server) as where, standing(tmp_path, *where, hurries=True) as stand:
            assert_whole(hurt(scenario, stand, REPORTS), REPORTS)

    return run
