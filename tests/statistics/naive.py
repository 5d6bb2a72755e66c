"""The figures as anybody would work them out from the whole log, without facts, spreads or indexes."""

from collections import defaultdict
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import select

from nightlamp.accounts.permissions import Permission
from nightlamp.agencies.models import Team
from nightlamp.audit.actions import seal_pending
from nightlamp.core.db import db, writing
from nightlamp.places.rules import path_of
from nightlamp.reports.models import Report, ReportExclusion, ReportMilestone
from nightlamp.statistics.actions import fold
from nightlamp.statistics.queries import Area
from nightlamp.statistics.rules import Figures


def fold_all(now: Any) -> int:
    """Seal what is on record and fold it to the end, as the dispatcher does; return how many lines were read."""
    seal_all()
    read = 0
    while True:
        with writing() as session:
            lines = fold(session, now=now)
        read += lines
        if not lines:
            return read


def seal_all() -> None:
    """Seal what is on record, as the dispatcher does before it folds."""
    while True:
        with writing() as session:
            if not seal_pending(session, current_app.extensions["nightlamp.keys"]):
                return


def naive_figures(area: Area, first: date, last: date) -> tuple[dict[Any, Figures], dict[Any, Figures]]:
    """Return the figures of an area by (step, priority) and of the places below by (code, step)."""
    zone = current_app.extensions["nightlamp.settings"].zone
    children = [child.code for child in area.children]
    own: dict[Any, list[Any]] = defaultdict(list)
    below: dict[Any, list[Any]] = defaultdict(list)
    for report, path in db.session.execute(select(Report, Team.place_path).join(Team, Team.id == Report.team_id)):
        if not _may_see(area, report, path):
            continue
        for row in db.session.execute(
            select(ReportMilestone).where(ReportMilestone.report_id == report.id)
        ).scalars():
            if row.undone_at is not None or not first <= row.at.astimezone(zone).date() <= last:
                continue
            took = max(int((row.at - row.began_at).total_seconds()), 0)
            in_time = None if row.due_at is None else row.at <= row.due_at
            own[row.step, row.priority].append((took, in_time))
            own[row.step, "all"].append((took, in_time))
            for child in children:
                if (report.place_code or "").startswith(child):
                    below[child, row.step].append((took, in_time))
    return {k: _figures(v) for k, v in own.items()}, {k: _figures(v) for k, v in below.items()}


def _may_see(area: Area, report: Report, team_path: str) -> bool:
    code = report.place_code or ""
    if not code.startswith(area.code) or db.session.get(ReportExclusion, (report.id, area.viewer.account_id)):
        return False
    placed = team_path if (path_of(code) if code else "").startswith(team_path) else ""
    grants = area.viewer.grants_for(Permission.STATISTICS_READ)
    here = area.place.path if area.place else ""
    return any(here.startswith(g.place_path) and placed.startswith(g.place_path) for g in grants)


def _figures(taken: list[tuple[int, bool | None]]) -> Figures:
    ordered = sorted(seconds for seconds, _ in taken)
    judged = [in_time for _, in_time in taken if in_time is not None]
    return Figures(
        len(ordered),
        _rank(ordered, 0.5),
        _rank(ordered, 0.9),
        round(sum(judged) / len(judged), 4) if judged else None,
    )


def _rank(ordered: list[int], part: float) -> int:
    return next(d for d in ordered if sum(o <= d for o in ordered) >= part * len(ordered) - 1e-9)
