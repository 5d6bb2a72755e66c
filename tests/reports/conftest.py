"""A report that somebody has in hand."""

import pytest

from tests.support.town import Town, a_report


@pytest.fixture
def filed(town: Town) -> tuple[str, str]:
    """A report that the worker has in hand: its receipt, and its reference."""
    body = a_report()
    reference = town.file(**body)
    town.rung()
    (alert,) = [a for a in town.get("worker", "/alerts").json["items"] if a["subject"] == reference]
    assert town.put("worker", f"/alerts/{alert['id']}/acknowledgement").status_code == 200
    town.get("worker", f"/reports/{reference}")
    town.rung()
    return body["receipt"], reference
