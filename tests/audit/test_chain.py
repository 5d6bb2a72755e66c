"""The audit: rows that nobody can change, a chain that shows it when somebody did, heads that show a cut tail."""

import sqlite3
from contextlib import closing

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from nightlamp.alerts.models import AlertEvent
from nightlamp.audit.actions import has_pending, record, seal_pending
from nightlamp.audit.models import AuditEvent, AuditHead, AuditSeal
from nightlamp.audit.queries import Verdict, acts_on, verify
from nightlamp.core.db import db, writing
from nightlamp.core.keys import KeyRing, add_key
from tests.conftest import PretendClock
from tests.support.town import Town

pytestmark = pytest.mark.both_databases


def act(clock: PretendClock, count: int = 1) -> None:
    for number in range(count):
        with writing() as session:
            record(session, "tested", by="test", subject=f"thing:{number}", now=clock(), number=number)


def seal(app: Flask, limit: int = 500) -> int:
    with writing() as session:
        return seal_pending(session, app.extensions["nightlamp.keys"], limit=limit)


def check(app: Flask) -> Verdict:
    db.session.rollback()
    db.session.expire_all()
    return verify(db.session(), app.extensions["nightlamp.keys"])


def tamper(app: Flask, statement: str) -> None:
    """Change rows as somebody would who has the whole database and takes the triggers away first."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect() as connection:
            connection.exec_driver_sql("SET session_replication_role = replica")
            connection.exec_driver_sql(statement)
            connection.commit()
            connection.invalidate()
        return
    with closing(sqlite3.connect(str(db.engine.url.database), isolation_level=None)) as bare:
        kept = bare.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in kept:
            bare.execute(f"DROP TRIGGER {name}")
        bare.execute(statement)
        for _, sql in kept:
            bare.execute(sql)


@pytest.mark.parametrize("model", [AuditEvent, AuditSeal, AuditHead, AlertEvent])
def test_what_is_on_record_is_never_changed_or_deleted(town: Town, clock: PretendClock, model: type) -> None:
    town.file()
    town.rung()
    act(clock)
    clock.forward(days=1)
    act(clock)
    seal(town.app)
    table = model.__tablename__  # type: ignore[attr-defined]
    column = {"audit_seal": "key_id", "audit_head": "key_id"}.get(table, "detail")
    with db.engine.connect() as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() > 0
    for statement in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
        with db.engine.connect() as connection, pytest.raises(DBAPIError, match="never changed or deleted"):
            connection.execute(text(statement))


def test_a_chain_of_honest_acts_holds(app: Flask, clock: PretendClock) -> None:
    act(clock, 5)
    assert has_pending(db.session())
    before = check(app)
    assert (before.sealed, before.faults) == (0, [])
    assert seal(app, limit=2) == 2
    assert seal(app) >= 3
    assert seal(app) == 0
    after = check(app)
    assert (after.pending, after.faults) == (0, [])
    assert after.sealed == before.pending
    assert not has_pending(db.session())


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit_event SET actor = 'somebody else' WHERE subject = 'thing:2'", "was changed"),
        ("UPDATE audit_event SET detail = '{}' WHERE subject = 'thing:2'", "was changed"),
        ("UPDATE audit_event SET subject = 'thing:9' WHERE subject = 'thing:2'", "was changed"),
        ("DELETE FROM audit_event WHERE subject = 'thing:2'", "is gone"),
        ("DELETE FROM audit_seal WHERE seq = 2", "does not follow"),
        ("UPDATE audit_seal SET prev_hash = hash WHERE seq = 3", "does not follow"),
        ("UPDATE audit_seal SET hash = prev_hash WHERE seq = 3", "was changed"),
    ],
)
def test_what_somebody_has_changed_shows(app: Flask, clock: PretendClock, statement: str, fault: str) -> None:
    act(clock, 4)
    seal(app)
    tamper(app, statement)
    faults = check(app).faults
    assert faults
    assert any(fault in found for found in faults), faults


def test_two_acts_exchanged_show(app: Flask, clock: PretendClock) -> None:
    act(clock, 3)
    seal(app)
    tamper(app, "UPDATE audit_event SET subject = CASE subject WHEN 'thing:0' THEN 'thing:1' ELSE 'thing:0' END "
                "WHERE subject IN ('thing:0', 'thing:1')")  # fmt: skip
    assert len(check(app).faults) >= 2


def test_a_tail_that_was_cut_shows_against_the_signed_head_of_its_day(app: Flask, clock: PretendClock) -> None:
    act(clock, 3)
    seal(app)
    clock.forward(days=1)
    act(clock)
    seal(app)
    db.session.expire_all()
    (head,) = db.session.query(AuditHead).all()
    assert head.day == "2026-03-02"
    tamper(app, f"DELETE FROM audit_seal WHERE seq >= {head.seq}")
    assert f"head of 2026-03-02: link {head.seq} is gone" in check(app).faults


def test_a_forged_head_shows(app: Flask, clock: PretendClock) -> None:
    act(clock)
    seal(app)
    clock.forward(days=1)
    act(clock)
    seal(app)
    tamper(app, "UPDATE audit_head SET seq = seq - 1")
    assert any("head of" in fault for fault in check(app).faults)


def test_the_chain_goes_on_under_a_new_key(app: Flask, clock: PretendClock) -> None:
    act(clock, 2)
    seal(app)
    settings = app.extensions["nightlamp.settings"]
    add_key(settings.keys_dir, "audit")
    app.extensions["nightlamp.keys"] = KeyRing(settings.keys_dir)
    act(clock, 2)
    seal(app)
    assert len({seal.key_id for seal in db.session.query(AuditSeal)}) == 2
    assert check(app).faults == []


def test_an_act_that_was_committed_late_is_chained_too(app: Flask, clock: PretendClock) -> None:
    act(clock, 2)
    seal(app)
    from nightlamp.audit.actions import audit_row  # noqa: PLC0415

    early = audit_row("late", by="test", subject="late", now=clock()) | {"id": 12345}
    newest = db.session.query(AuditEvent).order_by(AuditEvent.id.desc()).first()
    assert newest is not None
    early["id"] = newest.id - 1_000_000
    with writing() as session:
        session.execute(AuditEvent.__table__.insert(), [early])
    assert seal(app) == 1
    assert check(app).faults == []
    assert [event.action for event in acts_on(db.session(), "late")] == ["late"]


def test_the_dispatcher_seals_within_its_cycle(town: Town, clock: PretendClock) -> None:
    reference = town.file()
    town.get("worker", f"/reports/{reference}")
    town.rung()
    verdict = check(town.app)
    assert (verdict.pending, verdict.faults) == (0, [])
    assert verdict.sealed > 10
    clock.forward(days=2)
    town.rung()
    assert check(town.app) == Verdict(verdict.sealed, 0, [])


def test_what_people_do_leaves_a_line_with_their_name_and_no_word_of_the_case(town: Town) -> None:
    reference = town.file()
    bare = reference.replace("-", "")
    path = f"/reports/{reference}"
    town.get("worker", path)
    town.put("worker", f"{path}/screening", {"track": "harm", "priority": "P2", "disposition": "investigation",
                                             "reason": "很秘密的理由"})  # fmt: skip
    town.put("worker", f"{path}/milestones/child-seen", {"note": "很秘密的记录"})
    town.browser("worker").post(f"/api/v1{path}/reporter-disclosure", json={"reason": "很秘密的原因"})
    town.put("worker", f"{path}/recusal", {"reason": "很秘密的关系"})
    db.session.rollback()
    lines = acts_on(db.session(), f"report:{bare}")
    actions = [line.action for line in lines]
    for action in ("report_filed", "milestone_reported", "report_seen", "report_screened", "reporter_disclosed",
                   "recused"):  # fmt: skip
        assert action in actions, action
    worker = town.people["worker"].account.uuid
    assert {line.actor for line in lines} == {"reporter", worker}
    everything = " ".join(line.detail for line in lines)
    assert "秘密" not in everything
    assert "许知" not in everything
    town.rung()
