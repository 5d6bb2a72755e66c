"""The doors to entrances."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import Viewer
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import in_scope
from nightlamp.core.db import db
from nightlamp.core.errors import NotFound
from nightlamp.core.ids import ENTRANCE_LENGTH, is_well_formed, normalise
from nightlamp.core.remember import Remembered
from nightlamp.reports.entrances.models import Entrance


@dataclass(frozen=True)
class Door:
    """What an entrance fills in: the institution, the kind of reporter, the place."""

    code: str
    name: str
    role: str
    place_code: str


# A poster hangs for years; one that is ended is refused everywhere within the minute.
_doors = Remembered("entrances", seconds=60.0)


def door_of(session: Session, typed: str) -> Door | None:
    """Return what an open entrance fills in, by its code as people type it; None for no such (any more)."""
    code = normalise(typed)
    if not is_well_formed(code, ENTRANCE_LENGTH):
        return None

    def find() -> Door | None:
        query = select(Entrance.code, Entrance.name, Entrance.role, Entrance.place_code)
        row = session.execute(query.where(Entrance.code == code, Entrance.ended_at.is_(None))).one_or_none()
        return Door(*row) if row else None

    return _doors.get(code, find)


def entrances_for(viewer: Viewer) -> Sequence[tuple[Entrance, Team]]:
    """Return the open entrances of the teams that a viewer may set up, by name."""
    query = (
        select(Entrance, Team)
        .join(Team, Team.id == Entrance.team_id)
        .where(Entrance.ended_at.is_(None), in_scope(viewer, Permission.ENTRANCE_WRITE))
        .order_by(Entrance.name, Entrance.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def entrance_for(viewer: Viewer, typed: str) -> Entrance:
    """Return one open entrance of a team that the viewer may set up. Raises NotFound."""
    query = (
        select(Entrance)
        .join(Team, Team.id == Entrance.team_id)
        .where(
            Entrance.code == normalise(typed),
            Entrance.ended_at.is_(None),
            in_scope(viewer, Permission.ENTRANCE_WRITE),
        )
    )
    found = db.session.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound("There is no such entrance.")
    return found
