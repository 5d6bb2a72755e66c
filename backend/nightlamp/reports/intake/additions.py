"""Add to a report by its receipt. What is added may raise the priority; it never lowers it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from nightlamp.audit.actions import record
from nightlamp.core import clock
from nightlamp.core.config import Settings
from nightlamp.core.crypto import blind_index
from nightlamp.core.db import writing
from nightlamp.core.errors import DomainError, NotFound, TooManyAttempts
from nightlamp.core.ids import in_groups, new_key
from nightlamp.core.keys import KeyRing
from nightlamp.core.lanes import count_of_request, lanes
from nightlamp.core.text import canonical
from nightlamp.practice.rules import is_lower
from nightlamp.reports.actions import exclude_from_report, give_to_team, raise_priority
from nightlamp.reports.intake.filing import place_of, priority_of, reasons_of, receiving
from nightlamp.reports.intake.reading import Received
from nightlamp.reports.milestones import subject_of
from nightlamp.reports.models import Report, ReportAddition, ReportDetail
from nightlamp.reports.rules import merged, named_in
from nightlamp.reports.sealing import (
    addition_row,
    open_additions,
    open_detail,
    report_key,
    seal_identity,
    split_identity,
)

# Wrong ones from one source within ten minutes; a school or a village may share one.
FREE_WRONG_RECEIPTS = 10


@dataclass(frozen=True)
class Added:
    """The answer to an addition; `replayed` when the same addition had been stored before."""

    reference: str
    received_at: datetime
    replayed: bool


def report_of_receipt(session: Session, ring: KeyRing, receipt: str | None, *, lock: bool = False) -> Report:
    """Return the report that a receipt belongs to, whichever key its hash was made with. Raises NotFound, or
    TooManyAttempts after many wrong ones from one source.

    `lock` holds it until the end of the unit, as it stands then.
    """
    if receipt is not None:
        query = select(Report).where(Report.receipt_hash.in_(hashes_of(ring, "receipt", receipt.encode())))
        if lock:
            query = query.with_for_update().execution_options(populate_existing=True)
        found = session.execute(query).scalar_one_or_none()
        if found is not None:
            return found
    raise _no_such_receipt(clock.now())


def _no_such_receipt(now: datetime) -> DomainError:
    """Return the answer to a receipt of no report. From a source of many wrong ones: to wait, longer each time.

    Only wrong ones are counted and told so: a right one always opens, wherever it comes from.
    """
    beyond = count_of_request("wrong receipt", now=now) - FREE_WRONG_RECEIPTS
    if beyond <= 0:
        return NotFound("No report has this receipt. Look at it once more, letter by letter.", code="receipt_unknown")
    wait = min(2 ** min(beyond, 10), lanes().left(now=now))
    return TooManyAttempts(
        "Many receipts from here were wrong. Wait a little, and look at it once more, letter by letter.",
        headers={"Retry-After": str(wait), "Cache-Control": "no-store"},
    )


def add_to_report(received: Received, *, now: datetime, by: str = "reporter") -> Added:
    """Store what the reporter adds, sealed, with its own time; a repeat of the same addition is answered again.

    `by` is who sends it: the reporter, or the account (its uuid) that takes it down for a caller.

    It may raise the priority (the alert rings again), name somebody on duty (who hears no more of it), or say
    where the child is now (the team there takes over). Raises NotFound.
    """
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    with writing() as session:
        report = report_of_receipt(session, ring, received.receipt, lock=True)
        fingerprints = hashes_of(ring, "addition", canonical([report.id, received.body]))
        known = session.execute(
            select(ReportAddition.received_at).where(ReportAddition.fingerprint.in_(fingerprints))
        ).scalar_one_or_none()
        if known is not None:
            return Added(in_groups(report.reference), known, replayed=True)
        detail = session.get_one(ReportDetail, report.id)
        earlier = session.execute(
            select(ReportAddition).where(ReportAddition.report_id == report.id).order_by(ReportAddition.id)
        ).scalars()
        before = merged(open_detail(ring, detail), open_additions(ring, detail, list(earlier)))
        _reconsider(session, report, before, received, by=by, now=now)
        _store(session, ring, report, detail, received, fingerprint=fingerprints[0], now=now)
        report.version += 1
        record(session, "addition_received", by=by, subject=subject_of(report), now=now)
        return Added(in_groups(report.reference), now, replayed=False)


def hashes_of(ring: KeyRing, purpose: str, value: bytes) -> list[bytes]:
    """Return what a value is known by under each key, the newest first."""
    return [blind_index(ring, purpose, value, key_id=key_id)[1] for key_id in ring.secret_ids("hmac")]


def _reconsider(
    session: Session, report: Report, before: dict[str, Any], received: Received, *, by: str, now: datetime
) -> None:
    """Let what is known altogether decide anew whose the report is, who must not hear of it, how urgent it is."""
    settings: Settings = current_app.extensions["nightlamp.settings"]
    whole = merged(before, [received.content])
    place = place_of(whole)
    teams, staff = receiving(place, whole, settings)
    first_place = report.place_code is None and place.code is not None
    if first_place or all(team.id != report.team_id for team in teams):
        give_to_team(session, report, teams[0].id, place_code=place.code, by=by, now=now)
    for account in sorted(named_in(whole, staff)):
        exclude_from_report(session, report, account, kind="named", reason=None, now=now)
    priority = priority_of(whole)
    if is_lower(report.priority, priority.code):
        raise_priority(session, report, priority.code, by=by, now=now)
    received.content["reasons"] = reasons_of(priority)


def _store(
    session: Session,
    ring: KeyRing,
    report: Report,
    detail: ReportDetail,
    received: Received,
    *,
    fingerprint: bytes,
    now: datetime,
) -> None:
    addition_id = new_key()
    plain, identity = split_identity(received.content)
    if not received.content.get("reporter"):
        plain.pop("reporter", None)
    stored = {**plain, "unparsed": received.unparsed, "flags": received.flags}
    row = addition_row(addition_id)
    columns = {
        "id": addition_id,
        "report_id": report.id,
        "received_at": now,
        "fingerprint": fingerprint,
        "sealed": report_key(ring, detail).seal(canonical(stored), row=row),
        **seal_identity(ring, f"report_identity:{row}", identity),
    }
    session.execute(insert(ReportAddition), [columns])
