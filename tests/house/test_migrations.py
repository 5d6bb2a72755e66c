"""Migrations: one head, the models exactly, there and back, and what is on record stays on record."""

import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from nightlamp.core.db import Base, db, migrations_dir, writing
from tests.support.town import Town

pytestmark = pytest.mark.both_databases


def test_there_is_one_head_and_the_numbers_run_on(app: Flask) -> None:
    script = ScriptDirectory(str(migrations_dir()))
    assert len(script.get_heads()) == 1
    names = sorted(revision.revision for revision in script.walk_revisions())
    assert names == [f"{number:04}" for number in range(1, len(names) + 1)]


def test_migrations_make_what_the_models_say(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def forget_places() -> None:
    """Empty the one large table: SQLite looks for children of each row that is dropped, for a minute."""
    if db.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(db.engine.url.database))) as bare, bare:
            bare.execute("DELETE FROM place_former_code")
            bare.execute("DELETE FROM place")


def test_migrations_go_back_and_forth(app: Flask) -> None:
    db.session.remove()
    forget_places()
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade()
    assert set(Base.metadata.tables) <= set(inspect(db.engine).get_table_names())


@pytest.mark.parametrize("table", ["audit_event", "audit_seal", "alert_event"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_what_is_on_record_is_never_changed(app: Flask, town: Town, table: str, verb: str) -> None:
    town.file()
    town.rung()
    column = "hash" if table == "audit_seal" else "at"
    with pytest.raises(DBAPIError, match="never changed or deleted"), writing() as session:
        session.execute(text(verb.format(table, column, column)))
