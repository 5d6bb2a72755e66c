"""What every test may ask for: an application on a database of its own, people, and a clock that obeys."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from nightlamp.app import create_app
from nightlamp.core.config import Settings, read_settings
from nightlamp.core.db import Base, db
from nightlamp.core.keys import make_missing_keys

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # a Monday, 09:00 in Shanghai


class PretendClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, moment: datetime = START) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **lengths: float) -> datetime:
        """Move on by a timedelta's keywords and return the new time."""
        self.moment += timedelta(**lengths)
        return self.moment


@pytest.fixture
def clock() -> PretendClock:
    """The time of this test."""
    return PretendClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an empty installation in a folder of its own."""
    make_missing_keys(tmp_path / "keys")
    return read_settings({"NIGHTLAMP_HOME": str(tmp_path)})


@pytest.fixture
def app(settings: Settings, clock: PretendClock) -> Iterator[Flask]:
    """An application on an empty database with every table."""
    app = create_app(settings, clock=clock)
    app.config.update(TESTING=True)
    with app.app_context():
        Base.metadata.create_all(db.engine)
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a session."""
    return app.test_client()
