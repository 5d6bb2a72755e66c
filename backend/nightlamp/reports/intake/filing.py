"""File a report: one transaction for the report, its sealed details, its alert, its exclusions and its audit line.

The request's thread reads, decides and seals; the writing unit only looks for a repeat and inserts.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy.exc import IntegrityError

from nightlamp.agencies.queries import receivers_over
from nightlamp.agencies.rules import TeamRef, receiving_teams
from nightlamp.alerts.actions import NewAlert
from nightlamp.audit.actions import audit_row
from nightlamp.core.clock import as_text
from nightlamp.core.config import Settings
from nightlamp.core.crypto import blind_index
from nightlamp.core.db import db
from nightlamp.core.errors import Conflict, field_error
from nightlamp.core.ids import new_key, new_reference
from nightlamp.core.keys import KeyRing
from nightlamp.core.lanes import count_of_request, lanes
from nightlamp.core.remember import Remembered
from nightlamp.core.text import canonical
from nightlamp.places.queries import resolve
from nightlamp.places.rules import Level, township_of
from nightlamp.practice import VERSION
from nightlamp.practice.content import due_at
from nightlamp.practice.rules import Priority, first_priority
from nightlamp.reports.entrances.queries import door_of
from nightlamp.reports.intake.reading import Received
from nightlamp.reports.intake.storing import Filed, Prepared, intake_group
from nightlamp.reports.rules import NEW, Person, ages_of, child_reports, named_in
from nightlamp.reports.sealing import seal_report

# So many reports from one source in ten minutes: schools and carriers share addresses, and one report takes a minute.
MANY = 10
# So many by one entrance: a whole staff may file at once; but its address hangs on a wall.
MANY_BY_ENTRANCE = 40
# A place keeps its code and its path; a new edition of the divisions is seen after a minute.
_places = Remembered("intake-places", seconds=60.0)


@dataclass(frozen=True)
class Call:
    """A call that a report was written down from: when it began, and who took it (an account's uuid)."""

    began_at: datetime
    by: str


@dataclass(frozen=True)
class Place:
    """Where a report belongs: township code (None: unknown), its path, and whether the code was known exactly."""

    code: str | None
    path: str
    exact: bool = True


def file_report(
    received: Received, *, channel: str, idempotency_key: str | None, now: datetime, call: Call | None = None
) -> Filed:
    """Store a report with its alert, or replay the answer when this very report is stored already.

    `call` is None unless somebody took it down for a caller. Raises Unprocessable `idempotency_conflict` for other
    content under a used receipt or Idempotency-Key.
    """
    settings: Settings = current_app.extensions["nightlamp.settings"]
    group = intake_group(settings.time_zone)
    with group.expecting():
        for _ in range(4):
            prepared = prepare(received, channel=channel, idempotency_key=idempotency_key, now=now, call=call)
            try:
                filed = group.run(prepared)
            except IntegrityError:
                # A reference or key was taken by chance, or the same report came twice at once: look again.
                continue
            if not filed.replayed:
                # Only what was stored: who tries again and again has filed one report.
                count_of_request("report", now=now, told_apart=True)
                if prepared.entrance:
                    lanes().count("entrance", prepared.entrance, now=now)
            return filed
    raise Conflict("The report could not be stored. Send it again.", code="try_again", status=503)


def prepare(
    received: Received, *, channel: str, idempotency_key: str | None, now: datetime, call: Call | None = None
) -> Prepared:
    """Return the rows of a report. Reads places, teams and members; writes nothing."""
    settings: Settings = current_app.extensions["nightlamp.settings"]
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    content = received.content
    place = place_of(content)
    teams, staff = receiving(place, content, settings)
    origin = _taken(call) if call else _entered_by(content)
    priority = priority_of(content)
    excluded = named_in(content, staff)
    report_id, reference, by = new_key(), new_reference(), call.by if call else "reporter"
    flags = [*received.flags, *_flags(content, place, settings)]
    unverified = _is_unverified(priority, content, origin, now=now)
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
        "channel": "entrance" if "entrance" in origin else channel,
        "language": content.get("language", "zh-CN"),
        "received_at": now,
        "claimed_at": received.claimed_at,
        "due_step": "opened",
        "due_from": now,
        "due_at": expected[0],
        "version": 1,
        "unverified": unverified,
    }
    prepared = Prepared(
        report=report,
        detail=seal_report(ring, report_id, _stored(received, origin, flags, priority)).columns,
        exclusions=_kept_away(report_id, excluded, now=now),
        audit=audit_row("report_filed", by=by, subject=f"report:{reference}", now=now, channel=channel),
        alert=NewAlert(reference, teams, priority.code, now, expected[1], frozenset(excluded), unverified),
        entrance=origin["entrance"]["code"] if "entrance" in origin else None,
    )
    _identify(prepared, ring, received, idempotency_key)
    return prepared


def place_of(content: dict[str, Any], *, strict: bool = False) -> Place:
    """Return where a report belongs: its place down to the township. Only the township stands in clear.

    An unknown code falls back to its longest known prefix; `strict` refuses one that names no place at all.
    Villages are loaded county by county, so a village that is not known is never refused.
    """
    code = (content.get("place") or {}).get("code")
    if not code:
        return Place(None, "")
    found = _places.get(code, lambda: resolve(db.session(), code))
    if found is None:
        if strict:
            raise field_error("/place/code", "unknown_value", "No place has this code. See GET /places.")
        return Place(None, "", exact=False)
    place, exact = found
    if strict and not exact and not (place.level is Level.TOWNSHIP and len(code) == 12):
        raise field_error("/place/code", "unknown_value", "No place has this code. See GET /places.")
    groups = place.path.split("/")[:-1][:4]
    return Place(township_of(place.code), "".join(f"{group}/" for group in groups), exact)


def receiving(place: Place, content: dict[str, Any], settings: Settings) -> tuple[list[TeamRef], list[Person]]:
    """Return the teams that a report goes to, the owning one first, and the people in them.

    Raises Conflict when not even a root team is set up.
    """
    about = content.get("about") or []
    found = receivers_over(place.path)
    teams = receiving_teams(found.teams, place.path, intake_level=settings.intake_level, about=about)
    if not teams:
        raise Conflict("No team is set up to receive reports. Call 110 now.", code="no_team", status=503)
    ids = {team.id for team in teams}
    return teams, [Person(m.account_id, m.name, m.phone) for m in found.members if m.team_id in ids]


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


def _stored(received: Received, origin: dict[str, Any], flags: list[str], priority: Priority) -> dict[str, Any]:
    """Return what is sealed of a report: its content, how it came, and what was found out about it."""
    found = {"flags": flags, "unparsed": received.unparsed, "reasons": reasons_of(priority)}
    return {**received.content, **origin, **found}


def _entered_by(content: dict[str, Any]) -> dict[str, Any]:
    """Return the institution whose entrance a report came through, as it is stored; {} for none that is open."""
    typed = content.get("entrance")
    door = door_of(db.session(), typed) if isinstance(typed, str) else None
    return {"entrance": {"code": door.code, "name": door.name, "role": door.role}} if door else {}


def _is_unverified(priority: Priority, content: dict[str, Any], origin: dict[str, Any], *, now: datetime) -> bool:
    """Tell whether a report is one of many from one source, which changes where it stands, and never what is due.

    Never what is urgent, what came by a call, or what a child writes. An entrance is a source of its own.
    """
    if priority.code in ("P0", "P1") or "call" in origin or child_reports([content]):
        return False
    if "entrance" in origin:
        return lanes().count("entrance", origin["entrance"]["code"], now=now, more=0) >= MANY_BY_ENTRANCE
    return count_of_request("report", now=now, more=0, told_apart=True) >= MANY


def _kept_away(report_id: int, excluded: set[int], *, now: datetime) -> list[dict[str, Any]]:
    """Return the rows that keep whoever is named in a report away from it."""
    return [
        {"report_id": report_id, "account_id": account, "kind": "named", "at": now} for account in sorted(excluded)
    ]


def _taken(call: Call) -> dict[str, Any]:
    """Return how a report came by telephone, as it is stored."""
    return {"call": {"began_at": as_text(call.began_at), "by": call.by}}


def _flags(content: dict[str, Any], place: Place, settings: Settings) -> list[str]:
    flags = [] if place.exact else ["place_fell_back"]
    if content.get("entrance") and not _entered_by(content):
        flags.append("entrance_unknown")
    mode = (content.get("reporter") or {}).get("mode")
    if mode is not None and mode not in settings.reporter_modes:
        flags.append("reporter_mode_not_offered")
    return flags


def _identify(prepared: Prepared, ring: KeyRing, received: Received, idempotency_key: str | None) -> None:
    """Add what a repeat is known by, under the current key for storing and under every key for finding."""
    body = canonical(received.body)
    current, _ = ring.current("hmac")
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
        fingerprint=prepared.fingerprints[current],
        hmac_key_id=current,
    )
