"""Times keep their meaning, and nothing is written outside a writing unit."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from nightlamp.audit.actions import record
from nightlamp.audit.models import AuditEvent
from nightlamp.core.clock import as_text
from nightlamp.core.db import Gate, db, engine_options, writing, writing_connection
from nightlamp.core.instance import Instance, instance_kind

pytestmark = pytest.mark.both_databases
NOW = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))


def count() -> int:
    return db.session.execute(select(func.count()).select_from(AuditEvent)).scalar_one()


def test_an_aware_time_comes_back_in_utc_to_the_microsecond(app: Flask) -> None:
    with writing() as session:
        record(session, "something", by="test", subject="x", now=NOW)
    db.session.expire_all()
    at = db.session.execute(select(AuditEvent.at).where(AuditEvent.subject == "x")).scalar_one()
    assert at == NOW
    assert at.utcoffset() == timedelta(0)
    assert as_text(at) == "2026-03-02T01:00:00.123Z"
    assert as_text(None) is None


def test_a_naive_time_is_refused(app: Flask) -> None:
    naive = datetime(2026, 3, 2)  # noqa: DTZ001  (that is the point)
    with pytest.raises(Exception, match="naive"), writing() as session:
        record(session, "something", by="test", subject="x", now=naive)


def test_rows_changed_outside_a_writing_unit_are_refused(app: Flask) -> None:
    db.session.get_one(Instance, 1).kind = "demo"
    with pytest.raises(RuntimeError, match="writing"):
        db.session.commit()
    db.session.rollback()
    assert instance_kind() == "live"


def write(subject: str, *, fail: bool = False) -> None:
    with writing() as session:
        record(session, "written", by="test", subject=subject, now=datetime.now(UTC))
        if fail:
            raise KeyError


def write_by_core(subject: str) -> None:
    with writing_connection() as connection:
        record(connection, "written", by="test", subject=subject, now=datetime.now(UTC))
        raise KeyError


def write_twice_and_fail() -> None:
    with writing():
        write("inner")
        write("inner")
        raise KeyError


def test_a_unit_that_fails_leaves_nothing_and_the_next_one_works(app: Flask) -> None:
    before = count()
    with pytest.raises(KeyError):
        write("x", fail=True)
    with pytest.raises(KeyError):
        write_by_core("x")
    assert count() == before
    write("x")
    assert count() == before + 1


def test_a_unit_within_a_unit_stands_or_falls_with_it(app: Flask) -> None:
    before = count()
    with pytest.raises(KeyError):
        write_twice_and_fail()
    assert count() == before


def test_a_gate_whose_file_cannot_be_opened_is_left_open_for_the_next(tmp_path: Path) -> None:
    gate = Gate(str(tmp_path / "not there yet" / "gate"))
    for _ in range(2):
        with pytest.raises(FileNotFoundError), gate:
            raise AssertionError("nobody passes")
    (tmp_path / "not there yet").mkdir()
    with gate:
        pass


def test_a_network_that_goes_silent_shows_as_an_error_and_the_url_has_the_last_word() -> None:
    usual = engine_options("postgresql+psycopg://nightlamp@db/nightlamp")["connect_args"]
    assert usual == {
        "connect_timeout": "10",
        "keepalives_idle": "10",
        "keepalives_interval": "5",
        "keepalives_count": "4",
        "tcp_user_timeout": "30000",
    }
    own = engine_options("postgresql+psycopg://nightlamp@db/nightlamp?connect_timeout=3&keepalives_idle=60")
    assert set(own["connect_args"]) == {"keepalives_interval", "keepalives_count", "tcp_user_timeout"}  # type: ignore[call-overload]


def test_a_commit_waits_for_the_disk_also_where_the_server_was_told_not_to(app: Flask) -> None:
    asked = "PRAGMA synchronous" if db.engine.dialect.name == "sqlite" else "SHOW synchronous_commit"
    assert str(db.session.execute(text(asked)).scalar_one()) in {"2", "on"}  # SQLite's 2 is FULL
