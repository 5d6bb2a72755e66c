"""Clocks are set, nights change them, nobody is on duty."""

import pytest

from tests.faults.scenarios.every import PEOPLE
from tests.faults.short.conftest import InShort

pytestmark = [pytest.mark.both_databases, pytest.mark.lengthy]


@pytest.mark.parametrize("name", PEOPLE)
def test_every_alert_is_heard_by_whoever_is_to_hear_it(name: str, in_short: InShort) -> None:
    in_short(PEOPLE[name])
