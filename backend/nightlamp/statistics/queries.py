"""The doors to the figures. Each takes the viewer: only places that they supervise, and no report kept from them.

Few facts are read one by one, and their figures are exact; many come from spreads, rounded by less than 1 %.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.orm import Session

from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import Viewer
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import in_scope
from nightlamp.agencies.rules import depth
from nightlamp.core.errors import NotFound
from nightlamp.core.remember import Remembered
from nightlamp.places.queries import KnownPlace, ListedPlace, children_of, find
from nightlamp.places.rules import Level
from nightlamp.reports.models import Report
from nightlamp.reports.queries import not_excluded
from nightlamp.statistics.figures import Measured, Scope, at_or_below, measure
from nightlamp.statistics.rules import ALL, PROVINCE, ChildFinder

# Places change with an edition of the divisions, once a year; a new one is seen after a minute.
_places = Remembered("statistics-places", seconds=60.0)


@dataclass(frozen=True)
class Area:
    """A place whose figures a viewer may see (`place` None: the whole country), and those straight below it.

    `floor` is the level of the viewer's grant: a report that a team further up owns is not for them.
    """

    viewer: Viewer
    place: KnownPlace | None
    children: Sequence[ListedPlace]
    floor: int

    @property
    def code(self) -> str:
        """The place's code, "" for the whole country."""
        return self.place.code if self.place else ""


@dataclass
class Waits:
    """How many reports wait for a step now, and since when the oldest of them does."""

    count: int = 0
    since: datetime | None = None

    def add(self, count: int, since: datetime) -> None:
        """Count more of them."""
        self.count += count
        self.since = min(since, self.since or since)


@dataclass
class Waiting:
    """Who waits in an area by (step, priority), and in the places straight below by (code, step)."""

    own: defaultdict[tuple[str, str], Waits] = field(default_factory=lambda: defaultdict(Waits))
    below: defaultdict[tuple[str, str], Waits] = field(default_factory=lambda: defaultdict(Waits))


def area_for(session: Session, viewer: Viewer, code: str | None) -> Area:
    """Return the area that a viewer asks for; no code means the place of their first supervisor grant.

    Raises NotFound when it is not there, is not theirs, or lies below the township (a village is too few people).
    """
    grants = viewer.grants_for(Permission.STATISTICS_READ)
    if code is None and grants:
        groups = grants[0].place_path.split("/")[:-1]
        code = groups[-1] if groups else ""
    place, children = _places.get(code, lambda: _place_and_children(session, code))
    path = place.path if place else ""
    depths = [depth(grant.place_path) for grant in grants if path.startswith(grant.place_path)]
    if not depths or (code and place is None):
        raise NotFound("There is no such place.")
    return Area(viewer, place, children, min(depths))


def _place_and_children(session: Session, code: str | None) -> tuple[KnownPlace | None, Sequence[ListedPlace]]:
    """Return a place and those straight below; None and nothing for what is not known, or is a village."""
    place = find(session, code) if code else None
    if code and (place is None or place.level is Level.VILLAGE):
        return None, []
    return place, [] if place and place.level is Level.TOWNSHIP else children_of(session, place)


def measured(session: Session, area: Area, first: date, last: date) -> Measured:
    """Return the figures of the milestones that were reached in these days, both included."""
    scope = Scope(area.code, first, last, area.floor, area.viewer.account_id)
    return measure(session, scope, [child.code for child in area.children])


def waiting(session: Session, area: Area) -> Waiting:
    """Return who waits now, each report for the step that is due next. Read live: a figure of danger is never old.

    The open reports of a province are found by `ix_report_waiting`, which holds them in the order of these groups.
    """
    finder = ChildFinder(child.code for child in area.children)
    place = _beginning(finder.longest)
    query = (
        select(Report.due_step, Report.priority, place, func.count(), func.min(Report.due_from))
        .where(Report.closed_at.is_(None), Report.due_step.is_not(None), at_or_below(Report.place_code, area.code))
        .where(not_excluded(area.viewer))
        .group_by(place, Report.due_step, Report.priority)
    )
    if area.code:
        query = query.where(_beginning(PROVINCE) == area.code[:PROVINCE])
    if area.floor:
        # Not as a join: SQLite would begin at the teams, and read every open report of the country.
        scope = in_scope(area.viewer, Permission.STATISTICS_READ)
        query = query.where(select(Team.id).where(Team.id == Report.team_id, scope).exists())
    found = Waiting()
    rows: Iterable[Any] = session.execute(query)
    for step, priority, place_code, count, since in rows:
        found.own[step, priority].add(count, since)
        found.own[step, ALL].add(count, since)
        if child := finder.child_of(place_code or ""):
            found.below[child, step].add(count, since)
    return found


def _beginning(length: int) -> ColumnElement[str]:
    """Return the beginning of a report's place code, written as the index has it: without parameters."""
    return func.substr(Report.place_code, literal_column("1"), literal_column(str(length)))
