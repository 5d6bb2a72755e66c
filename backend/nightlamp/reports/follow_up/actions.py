"""Verbs on the thread between a reporter and the person on duty. Nobody's identity is in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from nightlamp.accounts.viewer import Viewer
from nightlamp.alerts.actions import call_for, raise_alert, settle
from nightlamp.alerts.models import TRIGGERED
from nightlamp.alerts.queries import open_alert_on
from nightlamp.audit.actions import record
from nightlamp.core.crypto import blind_index
from nightlamp.core.db import db, writing
from nightlamp.core.errors import Conflict
from nightlamp.core.ids import in_groups, new_key, new_token
from nightlamp.core.keys import KeyRing
from nightlamp.core.text import canonical
from nightlamp.practice.content import read
from nightlamp.practice.rules import is_lower
from nightlamp.reports.actions import exclude_from_report, reporter_identity
from nightlamp.reports.follow_up.queries import MESSAGE, RESULT, message_row, messages_of, results_due
from nightlamp.reports.follow_up.rules import Finding, revealing
from nightlamp.reports.intake.additions import hashes_of, report_of_receipt
from nightlamp.reports.intake.filing import place_of, receiving
from nightlamp.reports.milestones import (
    RESULT_TOLD,
    message_subject,
    milestones,
    report_milestone,
    result_subject,
    settings,
    subject_of,
)
from nightlamp.reports.models import Report, ReportAddition, ReportDetail, ReportMessage
from nightlamp.reports.queries import exclusions_of
from nightlamp.reports.rules import merged, named_in
from nightlamp.reports.sealing import open_additions, open_detail, report_key

# The team is called this long before a result is to be told: a working day is left to write three sentences.
CALL_BEFORE = timedelta(days=1)
# How urgent that is: office work, which climbs to the supervisors when nobody does it.
RESULT_URGENCY = "P3"
_AT_ONCE = 50


@dataclass(frozen=True)
class Written:
    """The answer to a message; `replayed` when the same message had been stored before."""

    reference: str
    at: datetime
    replayed: bool


def write_as_reporter(receipt: str | None, text: str, *, repeat_of: Any, now: datetime) -> Written:
    """Store a message of whoever holds a receipt, and let it ring for those who may answer.

    `repeat_of` is what the same message has in common with its repeats; None makes each one new. Somebody on duty
    whom it names hears no more of the report. Raises NotFound.
    """
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    return write_on(
        lambda session: report_of_receipt(session, ring, receipt, lock=True), text, repeat_of=repeat_of, now=now
    )


def write_on(find: Callable[[Session], Report], text: str, *, repeat_of: Any, now: datetime) -> Written:
    """Store a message of the reporter on the report that `find` returns, locked; what `find` raises is raised."""
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    with writing() as session:
        report = find(session)
        same = canonical([report.id, new_token(16) if repeat_of is None else repeat_of])
        known = select(ReportMessage.at).where(ReportMessage.fingerprint.in_(hashes_of(ring, "message", same)))
        if (at := session.execute(known).scalar_one_or_none()) is not None:
            return Written(in_groups(report.reference), at, replayed=True)
        for account in sorted(_named(session, ring, report, text)):
            exclude_from_report(session, report, account, kind="named", reason=None, now=now)
        _store(session, ring, report, text, kind=MESSAGE, account_id=None, same=same, now=now)
        record(session, "message_received", by="reporter", subject=subject_of(report), now=now)
        _call_for_message(session, report, now=now)
        return Written(in_groups(report.reference), now, replayed=False)


def write_as_worker(
    session: Session, report: Report, text: str, *, kind: str, by: Viewer, repeat_of: str | None, now: datetime
) -> None:
    """Write to the reporter; whoever writes has read what came before. A result is what the law owes them.

    Raises Conflict when nobody holds a receipt, or for a result before the decision. A repeat changes nothing.
    """
    if report.receipt_hash is None:
        raise Conflict(
            "This report came without a receipt, so nobody can read an answer. Telephone, if there is a number.",
            code="no_receipt",
        )
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    same = canonical([report.id, by.uuid, repeat_of or new_token(16)])
    known = select(ReportMessage.id).where(ReportMessage.fingerprint.in_(hashes_of(ring, "message", same)))
    if session.execute(known).first() is not None:
        return
    if kind == RESULT and RESULT_TOLD not in milestones(session, report.id):
        report_milestone(session, report, RESULT_TOLD, at=now, by=by, now=now)
    read_by_worker(session, report, by=by, seen=None, now=now)
    _store(session, ring, report, text, kind=kind, account_id=by.account_id, same=same, now=now)
    record(session, "message_sent", by=by.uuid, subject=subject_of(report), now=now, kind=kind)


def read_by_worker(session: Session, report: Report, *, by: Viewer, seen: int | None, now: datetime) -> None:
    """Note that somebody who may answer has the reporter's messages before them; with none unread, nothing rings.

    `seen` is how many messages stood on their screen, None for all: one that came meanwhile stays unread.
    """
    query = select(ReportMessage.id, ReportMessage.account_id, ReportMessage.read_at)
    rows = session.execute(query.where(ReportMessage.report_id == report.id).order_by(ReportMessage.id)).all()
    fresh = [row.id for row in rows[:seen] if row.account_id is None and row.read_at is None]
    if fresh:
        session.execute(update(ReportMessage).where(ReportMessage.id.in_(fresh)).values(read_at=now))
        report.version += 1
        record(session, "messages_read", by=by.uuid, subject=subject_of(report), now=now, count=len(fresh))
    if seen is None or seen >= len(rows):
        settle(session, message_subject(report), by=by.account_id, now=now)


def read_by_reporter(report_id: int, *, now: datetime) -> None:
    """Note that whoever holds the receipt has the answers of the person on duty before them."""
    unread = (
        ReportMessage.report_id == report_id,
        ReportMessage.account_id.is_not(None),
        ReportMessage.read_at.is_(None),
    )
    if db.session.execute(select(ReportMessage.id).where(*unread).limit(1)).first() is None:
        return
    db.session.rollback()
    with writing() as session:
        session.execute(update(ReportMessage).where(*unread).values(read_at=now))
        session.execute(update(Report).where(Report.id == report_id).values(version=Report.version + 1))


def call_for_results(*, now: datetime) -> int:
    """Raise an alert on each result that is to be told soon; return on how many. It rings until that is done."""
    due = results_due(db.session(), before=now + CALL_BEFORE, limit=_AT_ONCE)
    db.session.rollback()
    if not due:
        return 0
    called = 0
    with writing() as session:
        rows = session.execute(
            select(Report).where(Report.id.in_(due)).with_for_update(skip_locked=True, of=Report)
        ).scalars()
        for report in rows.all():
            if report.result_due_at is None or report.result_called_at is not None:
                continue
            report.result_called_at = now
            report.version += 1
            raise_alert(
                session,
                result_subject(report),
                team_id=report.team_id,
                urgency=RESULT_URGENCY,
                exclude=exclusions_of(session, report.id),
                zone=settings().time_zone,
                now=now,
            )
            record(session, "result_called", by="system", subject=subject_of(report), now=now)
            called += 1
    return called


def check_words(session: Session, report: Report, text: str, *, by: Viewer, now: datetime) -> list[Finding]:
    """Return what in a text for a family or an agency could reveal the reporter. That it was asked is on record."""
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    detail = session.get_one(ReportDetail, report.id)
    additions = _additions(session, report)
    statements = [open_detail(ring, detail), *open_additions(ring, detail, additions)]
    theirs = [words for message, words in messages_of(session, report) if message.account_id is None]
    record(session, "words_checked", by=by.uuid, subject=subject_of(report), now=now)
    return revealing(
        text,
        identity=reporter_identity(session, report),
        reporter=merged(statements[0], statements[1:]).get("reporter") or {},
        own_words=[*(str(one.get("what") or "") for one in statements), *theirs],
        known_words=read("revealing"),
    )


def _store(
    session: Session,
    ring: KeyRing,
    report: Report,
    text: str,
    *,
    kind: str,
    account_id: int | None,
    same: bytes,
    now: datetime,
) -> None:
    message_id = new_key()
    key = report_key(ring, session.get_one(ReportDetail, report.id))
    row = {
        "id": message_id,
        "report_id": report.id,
        "at": now,
        "account_id": account_id,
        "kind": kind,
        "sealed": key.seal(text.encode(), row=message_row(message_id)),
        "fingerprint": blind_index(ring, "message", same)[1],
    }
    session.execute(insert(ReportMessage), [row])
    report.version += 1


def _named(session: Session, ring: KeyRing, report: Report, text: str) -> set[int]:
    """Return the staff who would receive the report and whom a message names."""
    detail = session.get_one(ReportDetail, report.id)
    whole = merged(open_detail(ring, detail), open_additions(ring, detail, _additions(session, report)))
    _, staff = receiving(place_of(whole), whole, settings())
    return named_in({"what": text}, staff)


def _additions(session: Session, report: Report) -> list[ReportAddition]:
    query = select(ReportAddition).where(ReportAddition.report_id == report.id).order_by(ReportAddition.id)
    return list(session.execute(query).scalars())


def _call_for_message(session: Session, report: Report, *, now: datetime) -> None:
    """Let a message ring, unless the report itself rings already, and at least as urgently."""
    urgency: str = read("replies")["message_urgency"][report.priority]
    own = open_alert_on(session, report.reference)
    if own is not None and own.state == TRIGGERED and not is_lower(own.urgency, urgency):
        return
    call_for(
        session,
        message_subject(report),
        team_id=report.team_id,
        urgency=urgency,
        exclude=exclusions_of(session, report.id),
        zone=settings().time_zone,
        now=now,
    )
