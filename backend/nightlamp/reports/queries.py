"""The doors to reports. Each takes the viewer; who is excluded finds nothing, supervisors included."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import current_app
from sqlalchemy import Boolean, ColumnElement, Select, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import Viewer
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import in_scope
from nightlamp.core.db import Key, UtcDateTime, db
from nightlamp.core.errors import NotFound
from nightlamp.core.http import invalid_cursor
from nightlamp.core.ids import REFERENCE_LENGTH, is_well_formed, normalise
from nightlamp.core.keys import KeyRing
from nightlamp.reports.models import (
    Report,
    ReportAddition,
    ReportDetail,
    ReportExclusion,
    ReportMessage,
    ReportMilestone,
    SealedQuarantine,
)
from nightlamp.reports.rules import child_reports, known
from nightlamp.reports.sealing import open_additions, open_detail, open_text, report_key

_FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
_LAST = literal(_FOREVER, UtcDateTime)


@dataclass(frozen=True)
class Opened:
    """A report, opened for somebody who may read it: what is known altogether, and each statement as it came."""

    report: Report
    team: Team
    known: dict[str, Any]
    content: dict[str, Any]
    additions: list[tuple[ReportAddition, dict[str, Any]]]
    has_identity: bool

    @property
    def is_by_child(self) -> bool:
        """Whether a child reports for themself: then no guardian is contacted before a person decides."""
        return child_reports([self.content, *(added for _, added in self.additions)])


@dataclass(frozen=True)
class Listed:
    """A report as a list shows it, with what is known of it altogether."""

    report: Report
    team: Team
    known: dict[str, Any]


def report_for(
    viewer: Viewer, reference: str, *, permission: Permission = Permission.REPORT_READ, lock: bool = False
) -> Report:
    """Return one report. Raises NotFound when it is not there, or not for this viewer.

    `lock` holds it until the end of the unit, as it stands then: whoever writes on it must ask for that, or two
    people who act at the same moment undo each other's work.
    """
    return _one(viewer, reference, permission, lock=lock)[0]


def open_for(viewer: Viewer, reference: str) -> Opened:
    """Return one report with its details. The caller notes the look. Raises NotFound."""
    report, team = _one(viewer, reference, Permission.REPORT_READ)
    ring = _ring()
    detail = db.session.get_one(ReportDetail, report.id)
    additions = _additions_of([report.id])[report.id]
    has_identity = bool(detail.sealed_identity) or any(a.sealed_identity for a in additions)
    content, added = open_detail(ring, detail), open_additions(ring, detail, additions)
    pairs = list(zip(additions, added, strict=True))
    return Opened(report, team, known(content, added), content, pairs, has_identity)


def reports_for(
    viewer: Viewer,
    *,
    states: Collection[str],
    priorities: Collection[str],
    place: str | None,
    after: Sequence[Any],
    limit: int,
    unanswered: bool = False,
) -> list[Listed]:
    """Return reports by the time left, unverified ones last; at most `limit`, from behind `after` ([]: the start).

    No states means all that are not closed; with `unanswered`, all whose reporter waits for a word. `place` is a
    division's code: it and everything below.
    """
    due = func.coalesce(Report.due_at, _LAST, type_=UtcDateTime())
    query = _visible(viewer, Permission.REPORT_READ).add_columns(ReportDetail)
    query = query.join(ReportDetail, ReportDetail.report_id == Report.id)
    if unanswered:
        query = query.where(or_(Report.result_due_at.is_not(None), _has_unread()))
    if states or not unanswered:
        query = query.where(Report.state.in_(states) if states else Report.closed_at.is_(None))
    if priorities:
        query = query.where(Report.priority.in_(priorities))
    if place:
        query = query.where(Report.place_code.startswith(place, autoescape=True))
    if after:
        unverified, moment, report_id = _position(after)
        behind = (literal(unverified, Boolean), literal(moment, UtcDateTime), literal(report_id, Key))
        query = query.where(tuple_(Report.unverified, due, Report.id) > tuple_(*behind))
    rows = db.session.execute(query.order_by(Report.unverified, due, Report.id).limit(limit)).all()
    ring, additions = _ring(), _additions_of([report.id for report, _, _ in rows])
    return [
        Listed(report, team, known(open_detail(ring, detail), open_additions(ring, detail, additions[report.id])))
        for report, team, detail in rows
    ]


def _has_unread() -> ColumnElement[bool]:
    unread = (
        ReportMessage.report_id == Report.id,
        ReportMessage.read_at.is_(None),
        ReportMessage.account_id.is_(None),
    )
    return select(ReportMessage.id).where(*unread).exists()


def _additions_of(report_ids: Collection[int]) -> defaultdict[int, list[ReportAddition]]:
    """Return what was added to each of these reports, oldest first, by one statement for all."""
    found: defaultdict[int, list[ReportAddition]] = defaultdict(list)
    query = select(ReportAddition).where(ReportAddition.report_id.in_(report_ids)).order_by(ReportAddition.id)
    for row in db.session.execute(query).scalars() if report_ids else ():
        found[row.report_id].append(row)
    return found


def _position(after: Sequence[Any]) -> tuple[bool, datetime, int]:
    try:
        moment, report_id = datetime.fromisoformat(after[1]), int(after[2])
        if moment.tzinfo is not None and 0 <= report_id < 2**63:
            return bool(after[0]), moment.astimezone(UTC), report_id
    except (TypeError, ValueError, IndexError, OverflowError):
        raise invalid_cursor() from None
    raise invalid_cursor()


def position_of(report: Report) -> list[Any]:
    """Return where a report stands in the order of `reports_for`, for a cursor."""
    moment = report.due_at or _FOREVER
    return [report.unverified, moment.isoformat(), report.id]


def milestones_of(report_ids: Collection[int]) -> dict[int, dict[str, ReportMilestone]]:
    """Return the milestones reached, by report and step."""
    query = select(ReportMilestone).where(
        ReportMilestone.report_id.in_(report_ids), ReportMilestone.undone_at.is_(None)
    )
    found: dict[int, dict[str, ReportMilestone]] = {}
    for row in db.session.execute(query).scalars():
        found.setdefault(row.report_id, {})[row.step] = row
    return found


def open_note(report: Report, sealed: bytes | None, *, row: str) -> str | None:
    """Return a text that was sealed under a report's key, or None. The caller has shown that it may be read."""
    if sealed is None:
        return None
    ring = _ring()
    return open_text(report_key(ring, db.session.get_one(ReportDetail, report.id)), sealed, row=row)


def not_excluded(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on Report that the viewer is not excluded from it."""
    return ~(
        select(ReportExclusion.report_id)
        .where(ReportExclusion.report_id == Report.id, ReportExclusion.account_id == viewer.account_id)
        .exists()
    )


def quarantined(session: Session) -> int:
    """Return how many sealed reports wait for a key that we do not hold. More than none is an alarm."""
    query = select(func.count()).select_from(SealedQuarantine).where(SealedQuarantine.opened_at.is_(None))
    return session.execute(query).scalar_one()


def _visible(viewer: Viewer, permission: Permission) -> Select[Report, Team]:
    return (
        select(Report, Team)
        .join(Team, Team.id == Report.team_id)
        .where(in_scope(viewer, permission), not_excluded(viewer))
    )


def exclusions_of(session: Session, report_id: int) -> set[int]:
    """Return the accounts that are kept away from a report."""
    query = select(ReportExclusion.account_id).where(ReportExclusion.report_id == report_id)
    return set(session.execute(query).scalars())


def _one(viewer: Viewer, reference: str, permission: Permission, *, lock: bool = False) -> tuple[Report, Team]:
    code = normalise(reference)
    if is_well_formed(code, REFERENCE_LENGTH):
        query = _visible(viewer, permission).where(Report.reference == code)
        if lock:
            query = query.with_for_update(of=Report).execution_options(populate_existing=True)
        row = db.session.execute(query).one_or_none()
        if row is not None:
            return row[0], row[1]
    raise NotFound("There is no such report.")


def _ring() -> KeyRing:
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    return ring
