"""Push services misbehave, one way after the other, before one installation: every alert is heard."""

from collections.abc import Iterator

import pytest

from tests.faults.scenarios.every import PUSHES
from tests.faults.short.case import assert_whole, ground_of
from tests.faults.soak import hurt
from tests.faults.stand.stand import Stand
from tests.faults.stand.standing import standing

pytestmark = [pytest.mark.both_databases, pytest.mark.lengthy]
REPORTS = 30


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stand(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """One installation for all of them: each leaves it as it was, but for the last, which takes a phone away."""
    ground, server = ground_of(request.param, request)
    with standing(tmp_path_factory.mktemp("pushes"), ground, server, name="pushes", hurries=True) as stand:
        yield stand


@pytest.mark.parametrize("name", PUSHES)
def test_every_alert_is_heard_whatever_a_push_service_does(name: str, stand: Stand) -> None:
    assert_whole(hurt(PUSHES[name], stand, REPORTS), REPORTS)
