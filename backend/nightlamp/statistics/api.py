"""How long each step took: for supervisors, of the places that they answer for."""

from datetime import date, datetime
from typing import Any

from flask import current_app, g
from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import current_viewer
from nightlamp.core import clock
from nightlamp.core.config import Settings
from nightlamp.core.db import db
from nightlamp.core.errors import field_error
from nightlamp.practice.content import STEPS, standards
from nightlamp.practice.rules import PRIORITIES
from nightlamp.statistics.queries import Area, Waiting, Waits, area_for, measured, waiting
from nightlamp.statistics.rules import ALL, MAX_DAYS, SET_ASIDE, Figures, default_span
from nightlamp.statistics.schemas import ResponseTimesIn, ResponseTimesOut

blueprint = Blueprint("statistics", __name__, description="How long each step took, for supervisors")

# The one area that is in no list of places.
_WHOLE_COUNTRY = {"zh-CN": "全国", "en": "Whole country"}
_NOTHING = Figures(0, None, None, None)


@blueprint.route("/statistics/response-times")
@requires(Permission.STATISTICS_READ)
@blueprint.arguments(ResponseTimesIn(), location="query")
@blueprint.response(200, ResponseTimesOut())
def get_response_times(asked: dict[str, Any]) -> ResponseReturnValue:
    """Tell, step by step and by priority, how long half and nine in ten took, how many in time, who waits now.

    A milestone counts on the day on which it was reached. Percentiles are by nearest rank; beyond 3,000 facts in a
    province or the country they are rounded by less than 1 %. Never an average, never by person. Tests and spam are
    counted in `set_aside` alone. 404 is a place that is not there or not mine to see; 422 names the day that makes no
    sense. At most 366 days. 403 tells whoever supervises no team that the figures are for supervisors.
    """
    now = clock.now()
    first, last = _span(asked, now=now)
    session = db.session()
    area = area_for(session, current_viewer(), asked.get("place"))
    found, waits = measured(session, area, first, last), waiting(session, area)
    own = [
        _row(step, priority, found.own.get((step, priority), _NOTHING), waits.own[step, priority], now=now)
        for step in STEPS
        for priority in (*PRIORITIES, ALL)
    ]
    aside = found.own.get((SET_ASIDE, ALL), _NOTHING).n
    body = {"place": _place(area), "from_": first, "to": last, "steps": own, "set_aside": aside}
    return body | {"children": _children(area, found.below, waits, now=now)}, 200, {"Cache-Control": "no-store"}


def _span(asked: dict[str, Any], *, now: datetime) -> tuple[date, date]:
    """Return the days asked for; what is left out is filled from the last 28 days. Raises Unprocessable."""
    settings: Settings = current_app.extensions["nightlamp.settings"]
    last = asked.get("last") or now.astimezone(settings.zone).date()
    first = asked.get("first") or default_span(last)[0]
    if first > last:
        pointer = "/to" if "last" in asked else "/from"
        raise field_error(pointer, "out_of_range", f"The span from {first} to {last} ends before it begins.")
    if (last - first).days >= MAX_DAYS:
        raise field_error("/from", "out_of_range", f"From {first} to {last} is more than {MAX_DAYS} days.")
    return first, last


def _row(step: str, priority: str, figures: Figures, waits: Waits, *, now: datetime) -> dict[str, Any]:
    standard = standards().get((step, priority))
    oldest = None if waits.since is None else max(int((now - waits.since).total_seconds()), 0)
    return {
        "step": step,
        "priority": priority,
        "n": figures.n,
        "p50_seconds": figures.p50_seconds,
        "p90_seconds": figures.p90_seconds,
        "share_within_standard": figures.share_within_standard,
        "standard_seconds": standard.seconds if standard else None,
        "waiting": waits.count,
        "oldest_waiting_seconds": oldest,
    }


def _children(
    area: Area, below: dict[tuple[str, str], Figures], waits: Waiting, *, now: datetime
) -> list[dict[str, Any]]:
    return [
        {
            "place": {"code": child.code, "name": child.name},
            "steps": [
                _row(step, ALL, below.get((child.code, step), _NOTHING), waits.below[child.code, step], now=now)
                for step in STEPS
            ],
            "set_aside": below.get((child.code, SET_ASIDE), _NOTHING).n,
        }
        for child in area.children
    ]


def _place(area: Area) -> dict[str, str]:
    if area.place is None:
        name = _WHOLE_COUNTRY.get(g.account.language, _WHOLE_COUNTRY["en"])
        return {"code": "", "name": name, "path_name": name}
    return {"code": area.place.code, "name": area.place.name, "path_name": area.place.path_name}
