"""The mark of an unfinished fill: what it lets be removed, and above all what it never does."""

import fcntl
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from nightlamp.accounts.models import Account
from nightlamp.core.db import db, writing
from nightlamp.core.instance import Instance
from nightlamp.demo.fill import fill
from nightlamp.demo.people import settle_people
from nightlamp.demo.unfinished import CannotFill, discard_unfinished, unfinished
from nightlamp.places.actions import DEMO_VILLAGES, import_places

NOW = datetime(2026, 3, 3, 7, 20, tzinfo=UTC)

both_databases = pytest.mark.both_databases


@pytest.fixture
def mark(app: Flask, database: str) -> Path:
    """Where the mark lies."""
    home: Path = app.extensions["nightlamp.settings"].home
    return home / ("nightlamp.db.filling" if database == "sqlite" else "postgresql.filling")


class CutOff(Exception):
    """Stands for the end of a process."""


def cut_off() -> None:
    """Fill the people, and then no further."""
    import_places(DEMO_VILLAGES)
    with suppress(CutOff), unfinished():
        with writing() as session:
            settle_people(session, now=NOW)
        raise CutOff


def people() -> int:
    count = db.session.execute(select(func.count()).select_from(Account)).scalar_one()
    db.session.rollback()
    return count


def call_it(kind: str) -> None:
    with writing() as session:
        session.execute(update(Instance).values(kind=kind))


@both_databases
def test_what_a_demo_left_half_full_is_removed_if_it_is_a_file(app: Flask, mark: Path, database: str) -> None:
    call_it("demo")
    cut_off()
    before = people()
    if database == "sqlite":
        assert discard_unfinished(app)
        assert not mark.exists()
        assert not mark.with_name("nightlamp.db").exists()
        assert len(list((mark.parent / "keys").rglob("*.*"))) >= 6
    else:
        with pytest.raises(CannotFill, match="create it anew, empty, and start again"):
            discard_unfinished(app)
        assert people() == before > 0
        assert mark.is_file()


def test_nobody_else_fills_what_has_a_mark(app: Flask) -> None:
    cut_off()
    with pytest.raises(CannotFill, match="Another process"), unfinished():
        pass


@both_databases
def test_a_live_installation_keeps_everything_whatever_lies_beside_it(app: Flask, mark: Path) -> None:
    cut_off()
    before = people()
    assert mark.is_file()
    assert not discard_unfinished(app)
    assert people() == before > 0


@both_databases
def test_a_demo_without_the_mark_keeps_everything(app: Flask, mark: Path) -> None:
    call_it("demo")
    cut_off()
    mark.unlink()
    before = people()
    assert not discard_unfinished(app)
    assert people() == before > 0


@both_databases
def test_a_fill_that_still_goes_on_is_left_alone(app: Flask, mark: Path) -> None:
    call_it("demo")
    cut_off()
    with mark.open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(CannotFill, match="Wait until it is done"):
            discard_unfinished(app)
    assert people() > 0


@both_databases
def test_a_mark_on_an_empty_database_is_only_a_mark(app: Flask, mark: Path) -> None:
    call_it("demo")
    mark.touch()
    assert not discard_unfinished(app)
    assert not mark.exists()
    assert people() == 0


def test_a_whole_fill_leaves_no_mark(app: Flask, mark: Path) -> None:
    call_it("demo")
    assert fill(app, now=NOW)
    assert not mark.exists()
    assert not discard_unfinished(app)
