"""What the tests of the statistics share."""

import pytest
from flask import Flask

from nightlamp.core.db import Base, db, writing
from nightlamp.statistics.models import ResponseFact, ResponseFold, ResponseSpread


@pytest.fixture(autouse=True)
def tables(request: pytest.FixtureRequest) -> None:
    """Make the tables where the migration does not know them yet."""
    if "app" not in request.fixturenames:
        return
    app: Flask = request.getfixturevalue("app")
    wanted = [model.__table__ for model in (ResponseFact, ResponseSpread, ResponseFold)]
    with app.app_context(), writing() as session:
        Base.metadata.create_all(session.connection(), tables=wanted, checkfirst=True)  # type: ignore[arg-type]
        assert db.engine
