"""A database that holds the divisions and one county's villages, made once: nothing here changes it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from nightlamp.app import create_app
from nightlamp.core.config import read_settings
from nightlamp.core.db import Base, db, writing
from nightlamp.core.keys import make_missing_keys
from nightlamp.places import actions


@pytest.fixture(scope="package")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application with all divisions and the villages of Xihu."""
    home = tmp_path_factory.mktemp("country")
    make_missing_keys(home / "keys")
    app = create_app(read_settings({"NIGHTLAMP_HOME": str(home)}))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        actions.load_divisions()
        actions.import_places(actions.DEMO_VILLAGES)
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def session(country: Flask) -> Iterator[Session]:
    """A session on that database."""
    with country.app_context():
        yield db.session()
        db.session.remove()


@pytest.fixture
def browser(country: Flask) -> FlaskClient:
    """Somebody who is not signed in."""
    return country.test_client()


@pytest.fixture
def no_places(app: Flask) -> None:
    """Take every place out of this test's own copy of the database."""
    with writing() as session:
        for table in ("place_former_code", "place_listing", "place"):
            session.execute(text(f"DELETE FROM {table}"))
