"""Verbs on entrances: make one for an institution, end it."""

from datetime import datetime

from sqlalchemy.orm import Session

from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import Viewer
from nightlamp.agencies.queries import teams_over
from nightlamp.audit.actions import record
from nightlamp.core.errors import field_error
from nightlamp.core.ids import new_entrance_code, new_key
from nightlamp.core.remember import forget_everything
from nightlamp.places.queries import find
from nightlamp.reports.entrances.models import Entrance


def make_entrance(session: Session, *, name: str, role: str, place: str, by: Viewer, now: datetime) -> Entrance:
    """Make an entrance for an institution at a place; it belongs to the nearest team over it that `by` may set up.

    Raises Unprocessable, which names the field, for a place that is not known or not the viewer's.
    """
    known = find(session, place)
    if known is None:
        raise field_error("/place", "unknown_value", "No place has this code. See GET /places.")
    teams = [
        team for team in teams_over(session, known.path) if by.covers(Permission.ENTRANCE_WRITE, team.place_path)
    ]
    if not teams:
        raise field_error("/place", "out_of_scope", "This place is not one that you look after. Choose one of yours.")
    made = Entrance(
        id=new_key(),
        code=new_entrance_code(),
        team_id=teams[0].id,
        name=name,
        role=role,
        place_code=known.code,
        created_at=now,
        created_by=by.account_id,
    )
    session.add(made)
    forget_everything()
    record(session, "entrance_made", by=by.uuid, subject=f"entrance:{made.code}", now=now, role=role)
    return made


def end_entrance(session: Session, entrance: Entrance, *, by: Viewer, now: datetime) -> None:
    """Close an entrance for good. Who still comes by its address reports as anybody does."""
    entrance.ended_at = now
    forget_everything()
    record(session, "entrance_ended", by=by.uuid, subject=f"entrance:{entrance.code}", now=now)
