"""Read facts one by one, or spreads, and make figures of them. For the doors of this folder only.

What a viewer may not see is left out here: facts that a team above their grant owns, and excluded reports.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from nightlamp.practice.rules import PRIORITIES
from nightlamp.reports.models import ReportExclusion
from nightlamp.statistics.models import ResponseFact, ResponseSpread
from nightlamp.statistics.rules import (
    ALL,
    COUNTY,
    DAY,
    PREFECTURE,
    TOWNSHIP,
    WEEK,
    ChildFinder,
    Figures,
    SpreadTally,
    Tally,
    days_of,
    in_weeks,
)
from nightlamp.statistics.spread import unpacked

# Up to so many facts are read one by one even where spreads are kept: a few milliseconds.
EXACT_UP_TO = 3000

Own = dict[tuple[str, str], SpreadTally]
Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Scope:
    """What is asked: the place ("" the whole country), the days, and who looks.

    `floor` is the level of their grant: facts of teams further up are not for them.
    """

    code: str
    first: date
    last: date
    floor: int
    account_id: int


@dataclass
class Measured:
    """Figures of an area by (step, priority), and of the places straight below by (code, step)."""

    own: dict[tuple[str, str], Figures] = field(default_factory=dict)
    below: dict[tuple[str, str], Figures] = field(default_factory=dict)


def measure(session: Session, scope: Scope, children: Collection[str], *, exact_up_to: int = EXACT_UP_TO) -> Measured:
    """Return the figures of the milestones reached in these days, and those of each of these children."""
    if len(scope.code) < PREFECTURE:
        own = _own_spreads(session, scope)
        if sum(tally.n for (_, priority), tally in own.items() if priority == ALL) > exact_up_to:
            return _from_spreads(session, scope, own, children)
    return _from_facts(session, scope, children)


def at_or_below(column: InstrumentedAttribute[Any], code: str) -> ColumnElement[bool]:
    """Return the condition that a column of codes lies at or below a place: one range, whatever the collation."""
    return column.between(code, code.ljust(TOWNSHIP, "9")) if code else true()


def _from_facts(session: Session, scope: Scope, children: Collection[str]) -> Measured:
    finder = ChildFinder(children)
    own: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
    below: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
    for place_code, step, priority, seconds, within in _facts(session, scope, scope.code):
        own[step, priority].add(seconds, within)
        own[step, ALL].add(seconds, within)
        if child := finder.child_of(place_code):
            below[child, step].add(seconds, within)
    return Measured(
        {key: tally.figures() for key, tally in own.items()}, {key: tally.figures() for key, tally in below.items()}
    )


def _from_spreads(session: Session, scope: Scope, own: Own, children: Collection[str]) -> Measured:
    """Return figures from spreads; counties that hang straight under a province have none, and are read as facts."""
    large = [code for code in children if len(code) <= PREFECTURE]
    below: Own = defaultdict(SpreadTally)
    for row in _spreads(session, scope, large, (ALL,)):
        below[row.place_code, row.step].add(row.n, row.judged, row.within, unpacked(row.durations))
    finder = ChildFinder(large)
    for place_code, step, priority, seconds, within in _kept_away(session, scope):
        own[step, priority].take_away(seconds, within)
        own[step, ALL].take_away(seconds, within)
        if child := finder.child_of(place_code):
            below[child, step].take_away(seconds, within)
    figures = {key: tally.figures() for key, tally in below.items()}
    return Measured(
        {key: tally.figures() for key, tally in own.items()}, figures | _counties(session, scope, children)
    )


def _counties(session: Session, scope: Scope, children: Collection[str]) -> dict[tuple[str, str], Figures]:
    finder = ChildFinder(code for code in children if len(code) >= COUNTY)
    tallies: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
    for parent in sorted({code[:PREFECTURE] for code in children if len(code) >= COUNTY}):
        for place_code, step, _, seconds, within in _facts(session, scope, parent):
            if child := finder.child_of(place_code):
                tallies[child, step].add(seconds, within)
    return {key: tally.figures() for key, tally in tallies.items()}


def _own_spreads(session: Session, scope: Scope) -> Own:
    own: Own = defaultdict(SpreadTally)
    for row in _spreads(session, scope, [scope.code], (ALL, *PRIORITIES)):
        own[row.step, row.priority].add(row.n, row.judged, row.within, unpacked(row.durations))
    return own


def _spreads(session: Session, scope: Scope, codes: Sequence[str], priorities: Sequence[str]) -> Iterator[Any]:
    """Yield the rows that make up the days asked for: whole weeks, and single days at the ends."""
    table = ResponseSpread
    columns = (table.place_code, table.step, table.priority, table.n, table.judged, table.within, table.durations)
    weeks, days = in_weeks(scope.first, scope.last)
    for unit, begins in ((WEEK, weeks), (DAY, days)):
        if not begins or not codes:
            continue
        query = select(*columns).where(
            table.place_code.in_(codes),
            table.priority.in_(priorities),
            table.unit == unit,
            table.begins.in_(begins),
            table.owner_depth >= scope.floor,
        )
        yield from session.execute(query)


_FACT = (
    ResponseFact.place_code,
    ResponseFact.step,
    ResponseFact.priority,
    ResponseFact.seconds,
    ResponseFact.within,
)


def _facts(session: Session, scope: Scope, code: str) -> Sequence[Any]:
    """Return the facts at and below a code, without those of excluded reports."""
    mine = and_(ReportExclusion.report_id == ResponseFact.report_id, ReportExclusion.account_id == scope.account_id)
    excluded = select(ReportExclusion.report_id).where(mine).exists()
    return session.execute(_within(select(*_FACT), scope, code).where(~excluded)).all()


def _kept_away(session: Session, scope: Scope) -> Sequence[Any]:
    """Return the facts of those reports in scope that are kept from who looks.

    Asked in two steps: as one join, SQLite reads every fact of these days.
    """
    mine = select(ReportExclusion.report_id).where(ReportExclusion.account_id == scope.account_id)
    report_ids = session.execute(mine).scalars().all()
    if not report_ids:
        return []
    facts = select(*_FACT).where(ResponseFact.report_id.in_(report_ids))
    return session.execute(_within(facts, scope, scope.code)).all()


def _within(query: Rows, scope: Scope, code: str) -> Rows:
    """Narrow to place, days and level. The days are listed, so that each is one seek of the index."""
    days = days_of(scope.first, scope.last)
    query = query.where(ResponseFact.day.in_(days), at_or_below(ResponseFact.place_code, code))
    return query.where(ResponseFact.owner_depth >= scope.floor) if scope.floor else query
