"""Fold the milestone log into facts and spreads. The dispatcher calls `fold`; nothing else writes these tables.

What has changed is learnt from the sealed audit: every verb on a report leaves its line there in the same
transaction, and the seals give the lines one order that no late commit disturbs. The facts of each report that
a line names are made anew from its log and compared with those that are stored, so an undone milestone, a place
learnt later and a line read twice all come out right.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from nightlamp.agencies.models import Team
from nightlamp.audit.models import AuditEvent, AuditSeal
from nightlamp.core.config import Settings
from nightlamp.practice.content import STEPS
from nightlamp.reports.models import Report, ReportMilestone
from nightlamp.statistics import spread
from nightlamp.statistics.models import ResponseFact, ResponseFold, ResponseSpread
from nightlamp.statistics.rules import (
    SET_ASIDE,
    Fact,
    SpreadKey,
    SpreadTally,
    changes,
    owner_depth,
    within_standard,
)
from nightlamp.triage.queries import set_aside

# So many lines a unit that the write gate is held for a few hundredths of a second: reports come in meanwhile.
LINES_A_UNIT = 100

_SUBJECT = "report:"
# Lines of which no milestone, place or team can have changed.
_WITHOUT_EFFECT = frozenset({"report_filed", "report_seen", "reporter_disclosed"})


def has_unfolded(session: Session) -> bool:
    """Tell whether sealed lines wait to be folded, without taking the write gate."""
    mark = select(ResponseFold.seal_seq).where(ResponseFold.id == 1)
    last = select(AuditSeal.seq).order_by(AuditSeal.seq.desc()).limit(1)
    return (session.execute(last).scalar_one_or_none() or 0) > (session.execute(mark).scalar_one_or_none() or 0)


def fold(session: Session, *, now: datetime) -> int:
    """Fold the next sealed lines into the facts, in the caller's writing unit; return how many lines were read.

    0 means that nothing is left, or that another dispatcher is at it. Facts, spreads and the mark up to where the
    audit was read stand or fall together, so a crash costs nothing. Call it again until it returns 0.
    """
    if not _is_ours(session):
        return 0
    mark = session.get(ResponseFold, 1, populate_existing=True)
    lines = _lines(session, mark.seal_seq if mark else 0)
    if not lines:
        return 0
    references = {
        subject.removeprefix(_SUBJECT)
        for _, subject, action in lines
        if subject.startswith(_SUBJECT) and action not in _WITHOUT_EFFECT
    }
    if references:
        refold(session, references)
    if mark is None:
        mark = ResponseFold(id=1)
        session.add(mark)
    mark.seal_seq, mark.folded_at = lines[-1][0], now
    session.flush()
    return len(lines)


def refold(session: Session, references: Collection[str]) -> int:
    """Make the facts of these reports anew; return how many went or came. Doing it twice changes nothing."""
    settings: Settings = current_app.extensions["nightlamp.settings"]
    report_ids = session.execute(select(Report.id).where(Report.reference.in_(references))).scalars().all()
    stored = {fact.milestone_id: fact for fact in _stored(session, report_ids)}
    true = {fact.milestone_id: fact for fact in _true(session, report_ids, settings.zone)}
    gone = [fact for key, fact in stored.items() if true.get(key) != fact]
    come = [fact for key, fact in true.items() if stored.get(key) != fact]
    if gone:
        ids = [fact.milestone_id for fact in gone]
        session.execute(delete(ResponseFact).where(ResponseFact.milestone_id.in_(ids)))
    if come:
        session.execute(insert(ResponseFact), [fact._asdict() for fact in come])
    _apply(session, changes(gone, come))
    return len(gone) + len(come)


def _is_ours(session: Session) -> bool:
    """Take the lock of this work until the unit ends, or tell that another dispatcher has it."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.execute(text("SELECT pg_try_advisory_xact_lock(7002)")).scalar_one())


def _lines(session: Session, after: int) -> Sequence[Any]:
    query = (
        select(AuditSeal.seq, AuditEvent.subject, AuditEvent.action)
        .join(AuditEvent, AuditEvent.id == AuditSeal.event_id)
        .where(AuditSeal.seq > after)
        .order_by(AuditSeal.seq)
        .limit(LINES_A_UNIT)
    )
    return session.execute(query).all()


def _stored(session: Session, report_ids: Sequence[int]) -> Iterable[Fact]:
    columns = [getattr(ResponseFact, name) for name in Fact._fields]
    for row in session.execute(select(*columns).where(ResponseFact.report_id.in_(report_ids))):
        yield Fact(*row)


def _true(session: Session, report_ids: Sequence[int], zone: ZoneInfo) -> Iterable[Fact]:
    """Yield the facts that the log tells. A time within the grace before receipt counts as no time at all.

    What was decided to be a test or spam is counted apart, and makes no step look fast.
    """
    log, aside = ReportMilestone, set_aside(session, report_ids)
    query = (
        select(
            log.id, log.report_id, log.at, log.began_at, log.due_at, log.step, log.priority,
            Report.place_code, Team.place_path,
        )
        .join(Report, Report.id == log.report_id)
        .join(Team, Team.id == Report.team_id)
        .where(log.report_id.in_(report_ids), log.undone_at.is_(None), log.step.in_(STEPS))
    )  # fmt: skip
    for row in session.execute(query):
        if row.report_id in aside and row.step != "decided":
            continue
        place_code = row.place_code or ""
        yield Fact(
            milestone_id=row.id,
            report_id=row.report_id,
            day=row.at.astimezone(zone).date(),
            place_code=place_code,
            owner_depth=owner_depth(place_code, row.place_path),
            step=SET_ASIDE if row.report_id in aside else row.step,
            priority=row.priority,
            seconds=max(int((row.at - row.began_at).total_seconds()), 0),
            within=None if row.report_id in aside else within_standard(row.at, row.due_at),
        )


def _apply(session: Session, deltas: dict[SpreadKey, SpreadTally]) -> None:
    known = _known(session, deltas)
    for key, delta in deltas.items():
        row = known.get(key)
        if row is None:
            row = ResponseSpread(**key._asdict(), n=0, judged=0, within=0, durations=spread.packed(spread.EMPTY))
            session.add(row)
        row.n, row.judged, row.within = row.n + delta.n, row.judged + delta.judged, row.within + delta.within
        if row.n:
            row.durations = spread.packed(spread.unpacked(row.durations) + delta.spread)
        elif row in session.new:
            session.expunge(row)
        else:
            session.delete(row)
    session.flush()


def _known(session: Session, keys: Iterable[SpreadKey]) -> dict[SpreadKey, ResponseSpread]:
    """Return the rows that are there, read by period: a batch is of few days.

    What this session has seen before is read again, since another dispatcher may have folded meanwhile.
    """
    periods: dict[tuple[str, date], list[SpreadKey]] = {}
    for key in keys:
        periods.setdefault((key.unit, key.begins), []).append(key)
    found: dict[SpreadKey, ResponseSpread] = {}
    for (unit, begins), wanted in periods.items():
        query = select(ResponseSpread).where(
            ResponseSpread.place_code.in_({key.place_code for key in wanted}),
            ResponseSpread.priority.in_({key.priority for key in wanted}),
            ResponseSpread.unit == unit,
            ResponseSpread.begins == begins,
        )
        for row in session.execute(query.execution_options(populate_existing=True)).scalars():
            found[SpreadKey(*(getattr(row, name) for name in SpreadKey._fields))] = row
    return found
