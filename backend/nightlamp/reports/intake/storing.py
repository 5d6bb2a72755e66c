"""Store prepared reports: many in one transaction, each once. Only this looks for repeats and inserts."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, cast

from flask import current_app
from sqlalchemy import Connection, Table, bindparam, or_, select

from nightlamp.alerts.actions import NewAlert, prepare_alerts, raise_alerts
from nightlamp.audit.models import AuditEvent
from nightlamp.core.bulk import insert_rows, is_any_there, together
from nightlamp.core.clock import as_text
from nightlamp.core.errors import Unprocessable
from nightlamp.core.group import WriteGroup
from nightlamp.core.ids import in_groups
from nightlamp.practice.content import due_at
from nightlamp.reports.models import Report, ReportDetail, ReportExclusion


@dataclass(frozen=True)
class Filed:
    """The answer to a report; `replayed` when the same content had been filed before."""

    reference: str
    received_at: datetime
    expected: dict[str, str | None]
    replayed: bool = False


@dataclass
class Prepared:
    """All rows of one report, ready to be inserted, and how to find out whether it is there already."""

    report: dict[str, Any]
    detail: dict[str, Any]
    exclusions: list[dict[str, Any]]
    audit: dict[str, Any]
    alert: NewAlert
    fingerprints: dict[str, bytes] = field(default_factory=dict)
    receipt_hashes: list[bytes] = field(default_factory=list)
    idempotency_hashes: list[bytes] = field(default_factory=list)
    entrance: str | None = None

    def hashes(self) -> list[bytes]:
        """Return everything that a repeat of this report is known by."""
        return self.receipt_hashes + self.idempotency_hashes


@dataclass(frozen=True)
class Known:
    """A report that is stored, as far as a repeat of it needs."""

    reference: str
    received_at: datetime
    first_priority: str
    fingerprint: bytes
    hmac_key_id: str

    @classmethod
    def of(cls, prepared: Prepared) -> "Known":
        """Return what a report will be known by once it is stored."""
        row = prepared.report
        return cls(**{name: row[name] for name in cls.__dataclass_fields__})


def write(connection: Connection, batch: Sequence[Prepared], *, zone: str) -> list[Filed | Exception]:
    """Insert prepared reports, or answer with those that are there; a conflict is the outcome of its own report."""
    known = _known(connection, batch)
    fresh: list[Prepared] = []
    outcomes: list[Filed | Exception] = []
    for prepared in batch:
        there = next((known[h] for h in prepared.hashes() if h in known), None)
        if there is None:
            there = Known.of(prepared)
            known.update(dict.fromkeys(prepared.hashes(), there))
            fresh.append(prepared)
            outcomes.append(_answer(there, zone=zone, replayed=False))
        elif there.fingerprint == prepared.fingerprints.get(there.hmac_key_id):
            outcomes.append(_answer(there, zone=zone, replayed=True))
        else:
            outcomes.append(idempotency_conflict())
    _insert(connection, fresh, zone=zone)
    return outcomes


def _insert(connection: Connection, fresh: Sequence[Prepared], *, zone: str) -> None:
    if not fresh:
        return
    raised = prepare_alerts(connection, [prepared.alert for prepared in fresh], zone=zone)
    with together(connection):
        insert_rows(connection, _REPORT, [prepared.report for prepared in fresh])
        insert_rows(connection, _DETAIL, [prepared.detail for prepared in fresh])
        insert_rows(connection, _EXCLUSION, [row for prepared in fresh for row in prepared.exclusions])
        insert_rows(connection, _AUDIT, [prepared.audit for prepared in fresh])
        raise_alerts(connection, raised)


def idempotency_conflict() -> Unprocessable:
    """Return the refusal for other content under a used key or receipt."""
    return Unprocessable(
        "This receipt or Idempotency-Key was used for another report. Make a new receipt, or send an addition.",
        code="idempotency_conflict",
    )


def _known(connection: Connection, batch: Sequence[Prepared]) -> dict[bytes, Known]:
    """Return the stored reports that this batch repeats, by receipt and by idempotency hash."""
    receipts = [h for prepared in batch for h in prepared.receipt_hashes]
    named = [h for prepared in batch for h in prepared.idempotency_hashes]
    found: dict[bytes, Known] = {}
    # Nearly always nothing is there, and asking the driver so costs a quarter of reading the rows.
    if not is_any_there(connection, _REPORT, {"receipt_hash": receipts, "idempotency_hash": named}):
        return found
    for row in connection.execute(_STORED, {"receipts": receipts, "named": named}):
        known = Known(row[0], row[1], row[2], row[3], row[4])
        found.update({h: known for h in (row[5], row[6]) if h})
    return found


def _answer(known: Known, *, zone: str, replayed: bool) -> Filed:
    opened, decided = (
        due_at(step, known.first_priority, known.received_at, zone=zone) for step in ("opened", "decided")
    )
    expected = {"opened_by": as_text(opened), "decided_by": as_text(decided)}
    return Filed(in_groups(known.reference), known.received_at, expected, replayed)


def intake_group(zone: str) -> WriteGroup[Prepared, Filed]:
    """Return this process's group of reports that are being written."""
    with _making:
        if _GROUP not in current_app.extensions:
            current_app.extensions[_GROUP] = WriteGroup(partial(write, zone=zone))
        group: WriteGroup[Prepared, Filed] = current_app.extensions[_GROUP]
        return group


# Built once: making the statement anew costs more than running it.
_STORED = select(
    Report.reference,
    Report.received_at,
    Report.first_priority,
    Report.fingerprint,
    Report.hmac_key_id,
    Report.receipt_hash,
    Report.idempotency_hash,
).where(
    or_(
        Report.receipt_hash.in_(bindparam("receipts", expanding=True)),
        Report.idempotency_hash.in_(bindparam("named", expanding=True)),
    )
)
_GROUP = "nightlamp.intake_group"
_making = threading.Lock()
_REPORT, _DETAIL = cast(Table, Report.__table__), cast(Table, ReportDetail.__table__)
_EXCLUSION, _AUDIT = cast(Table, ReportExclusion.__table__), cast(Table, AuditEvent.__table__)
