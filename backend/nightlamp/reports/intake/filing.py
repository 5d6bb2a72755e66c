"""File a report: one transaction for the report, its sealed details, its alert, its exclusions and its audit line.

The request's thread reads, decides and seals; the writing unit only looks for a repeat and inserts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import Connection, insert, or_, select
from sqlalchemy.exc import IntegrityError

from nightlamp.agencies.queries import Member, members_of, teams_over
from nightlamp.agencies.rules import TeamRef, receiving_teams
from nightlamp.alerts.actions import NewAlert, raise_alerts
from nightlamp.audit.actions import audit_row
from nightlamp.audit.models import AuditEvent
from nightlamp.core.clock import as_text
from nightlamp.core.config import Settings
from nightlamp.core.crypto import blind_index
from nightlamp.core.db import db, writing_connection
from nightlamp.core.errors import Conflict, Unprocessable, field_error
from nightlamp.core.ids import in_groups, new_key, new_reference
from nightlamp.core.keys import KeyRing
from nightlamp.core.text import canonical
from nightlamp.places.queries import resolve
from nightlamp.places.rules import Level, township_of
from nightlamp.practice import VERSION
from nightlamp.practice.content import due_at
from nightlamp.practice.rules import Priority, first_priority
from nightlamp.reports.intake.reading import Received
from nightlamp.reports.models import Report, ReportDetail, ReportExclusion
from nightlamp.reports.rules import NEW, Person, ages_of, named_in
from nightlamp.reports.sealing import seal_report


@dataclass(frozen=True)
class Filed:
    """The answer to a report; `replayed` when the same content had been filed before."""

    reference: str
    received_at: datetime
    expected: dict[str, str | None]
    replayed: bool = False


@dataclass(frozen=True)
class Place:
    """Where a report belongs: township code (None: unknown), its path, and whether the code was known exactly."""

    code: str | None
    path: str
    exact: bool = True


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


def file_report(received: Received, *, channel: str, idempotency_key: str | None, now: datetime) -> Filed:
    """Store a report with its alert, or replay the answer when this very report is stored already.

    Raises Unprocessable `idempotency_conflict` for other content under a used receipt or Idempotency-Key.
    """
    settings: Settings = current_app.extensions["nightlamp.settings"]
    for _ in range(4):
        prepared = prepare(received, channel=channel, idempotency_key=idempotency_key, now=now)
        try:
            with writing_connection() as connection:
                return write(connection, prepared, zone=settings.time_zone, now=now)
        except IntegrityError:
            # A reference or key was taken by chance, or the same report came twice at once: look again.
            continue
    raise Conflict("The report could not be stored. Send it again.", code="try_again", status=503)


def prepare(received: Received, *, channel: str, idempotency_key: str | None, now: datetime) -> Prepared:
    """Return the rows of a report. Reads places, teams and members; writes nothing."""
    settings: Settings = current_app.extensions["nightlamp.settings"]
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    content = received.content
    place = place_of(content)
    teams = receiving(place, content, settings)
    priority = priority_of(content)
    excluded = named_in(content, staff_of(members_of(db.session(), [team.id for team in teams])))
    db.session.commit()
    report_id, reference = new_key(), new_reference()
    flags = [*received.flags, *_flags(content, place, settings)]
    stored = {**content, "flags": flags, "unparsed": received.unparsed, "reasons": reasons_of(priority)}
    expected = [due_at(step, priority.code, now, zone=settings.time_zone) for step in ("opened", "decided")]
    report = {
        "id": report_id,
        "reference": reference,
        "team_id": teams[0].id,
        "place_code": place.code,
        "first_priority": priority.code,
        "priority": priority.code,
        "practice_version": VERSION,
        "state": NEW,
        "channel": channel,
        "language": content.get("language", "zh-CN"),
        "received_at": now,
        "claimed_at": received.claimed_at,
        "due_step": "opened",
        "due_from": now,
        "due_at": expected[0],
        "version": 1,
    }
    prepared = Prepared(
        report=report,
        detail=seal_report(ring, report_id, stored).columns,
        exclusions=[
            {"report_id": report_id, "account_id": account, "kind": "named", "at": now}
            for account in sorted(excluded)
        ],
        audit=audit_row("report_filed", by="reporter", subject=f"report:{reference}", now=now, channel=channel),
        alert=NewAlert(reference, teams, priority.code, expected[1], frozenset(excluded)),
    )
    _identify(prepared, ring, received, idempotency_key)
    return prepared


def write(connection: Connection, prepared: Prepared, *, zone: str, now: datetime) -> Filed:
    """Insert a prepared report, or return the answer of the one that is there. Raises Unprocessable on conflict."""
    if known := _known(connection, prepared):
        if known.fingerprint != prepared.fingerprints.get(known.hmac_key_id):
            raise idempotency_conflict()
        return _answer(known.reference, known.received_at, known.first_priority, zone=zone, replayed=True)
    connection.execute(insert(Report), [prepared.report])
    connection.execute(insert(ReportDetail), [prepared.detail])
    if prepared.exclusions:
        connection.execute(insert(ReportExclusion), prepared.exclusions)
    connection.execute(insert(AuditEvent), [prepared.audit])
    raise_alerts(connection, [prepared.alert], zone=zone, now=now)
    return _answer(prepared.report["reference"], now, prepared.report["first_priority"], zone=zone, replayed=False)


def idempotency_conflict() -> Unprocessable:
    """Return the refusal for other content under a used key or receipt."""
    return Unprocessable(
        "This receipt or Idempotency-Key was used for another report. Make a new receipt, or send an addition.",
        code="idempotency_conflict",
    )


def place_of(content: dict[str, Any], *, strict: bool = False) -> Place:
    """Return where a report belongs: its place down to the township. Only the township stands in clear.

    An unknown code falls back to its longest known prefix; `strict` refuses one that names no place at all.
    Villages are loaded county by county, so a village that is not known is never refused.
    """
    code = (content.get("place") or {}).get("code")
    if not code:
        return Place(None, "")
    found = resolve(db.session(), code)
    if found is None:
        if strict:
            raise field_error("/place/code", "unknown_value", "No place has this code. See GET /places.")
        return Place(None, "", exact=False)
    place, exact = found
    if strict and not exact and not (place.level is Level.TOWNSHIP and len(code) == 12):
        raise field_error("/place/code", "unknown_value", "No place has this code. See GET /places.")
    groups = place.path.split("/")[:-1][:4]
    return Place(township_of(place.code), "".join(f"{group}/" for group in groups), exact)


def receiving(place: Place, content: dict[str, Any], settings: Settings) -> list[TeamRef]:
    """Return the teams that a report goes to, the owning one first. Raises Conflict when there is no root team."""
    about = content.get("about") or []
    teams = receiving_teams(
        teams_over(db.session(), place.path), place.path, intake_level=settings.intake_level, about=about
    )
    if not teams:
        raise Conflict("No team is set up to receive reports. Call 110 now.", code="no_team", status=503)
    return teams


def priority_of(content: dict[str, Any]) -> Priority:
    """Return the first priority of a report's content."""
    return first_priority(
        danger_now=content.get("danger_now", "unknown"),
        answers=content.get("answers") or {},
        concerns=content.get("concerns") or [],
        ages=ages_of(content.get("children") or []),
    )


def reasons_of(priority: Priority) -> list[dict[str, Any]]:
    """Return a priority's reasons as they are stored, sealed, with the report."""
    return [
        {"question": r.question, "answer": r.answer, "effect": r.effect, "derived": r.derived}
        for r in priority.reasons
    ]


def staff_of(members: Sequence[Member]) -> list[Person]:
    """Return team members as name matching needs them."""
    return [Person(m.account_id, m.name, m.phone) for m in members]


def _flags(content: dict[str, Any], place: Place, settings: Settings) -> list[str]:
    flags = [] if place.exact else ["place_fell_back"]
    mode = (content.get("reporter") or {}).get("mode")
    if mode is not None and mode not in settings.reporter_modes:
        flags.append("reporter_mode_not_offered")
    return flags


def _identify(prepared: Prepared, ring: KeyRing, received: Received, idempotency_key: str | None) -> None:
    """Add what a repeat is known by, under the current key for storing and under every key for finding."""
    body = canonical(received.body)
    current, fingerprint = blind_index(ring, "report-body", body)
    for key_id in ring.secret_ids("hmac"):
        prepared.fingerprints[key_id] = blind_index(ring, "report-body", body, key_id=key_id)[1]
        if received.receipt:
            receipt = received.receipt.encode()
            prepared.receipt_hashes.append(blind_index(ring, "receipt", receipt, key_id=key_id)[1])
        if idempotency_key:
            used = idempotency_key.encode("utf-8", "replace")
            prepared.idempotency_hashes.append(blind_index(ring, "idempotency", used, key_id=key_id)[1])
    if not prepared.receipt_hashes and not prepared.idempotency_hashes:
        # Sealed without a usable receipt: its own content is what a repeat is known by.
        prepared.idempotency_hashes = [blind_index(ring, "idempotency-body", body)[1]]
    prepared.report.update(
        receipt_hash=prepared.receipt_hashes[0] if prepared.receipt_hashes else None,
        receipt_key_id=current if prepared.receipt_hashes else None,
        idempotency_hash=prepared.idempotency_hashes[0] if prepared.idempotency_hashes else None,
        fingerprint=fingerprint,
        hmac_key_id=current,
    )


def _known(connection: Connection, prepared: Prepared) -> Any:
    query = (
        select(Report.reference, Report.received_at, Report.first_priority, Report.fingerprint, Report.hmac_key_id)
        .where(
            or_(
                Report.receipt_hash.in_(prepared.receipt_hashes),
                Report.idempotency_hash.in_(prepared.idempotency_hashes),
            )
        )
        .limit(1)
    )
    return connection.execute(query).one_or_none()


def _answer(reference: str, received_at: datetime, priority: str, *, zone: str, replayed: bool) -> Filed:
    opened, decided = (due_at(step, priority, received_at, zone=zone) for step in ("opened", "decided"))
    expected = {"opened_by": as_text(opened), "decided_by": as_text(decided)}
    return Filed(in_groups(reference), received_at, expected, replayed)
