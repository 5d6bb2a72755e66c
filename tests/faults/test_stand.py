"""The stand itself: what it does to be quick explains no message that comes twice."""

from pathlib import Path

import pytest

from tests.faults.short.case import assert_whole, ground_of
from tests.faults.stand.standing import standing
from tests.support.push_trouble import Trouble

pytestmark = pytest.mark.lengthy
REPORTS = 3


def test_a_stand_in_a_hurry_leaves_slow_senders_their_leases(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    ground, server = ground_of("sqlite", request)
    with standing(tmp_path, ground, server, hurries=True) as stand:
        stand.begin()
        stand.open("dispatcher-1", "dispatcher-2")
        stand.service.rule = lambda _: Trouble(hang_seconds=7.0)
        with stand.harm():
            stand.file(REPORTS)
        stand.settle()
        outcome = stand.outcome()
        assert_whole(outcome, REPORTS)
        assert outcome.duplicates == 0
