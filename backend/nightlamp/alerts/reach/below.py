"""The teams below a supervisor's own: who of each is on duty now, and whether they can be reached. Reads only."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from nightlamp.accounts.permissions import Permission, Role
from nightlamp.accounts.queries import people
from nightlamp.accounts.viewer import Viewer
from nightlamp.channels.queries import addresses_of
from nightlamp.channels.rules import is_reachable
from nightlamp.core.clock import as_text
from nightlamp.duty.queries import on_duty
from nightlamp.duty.rotas.queries import TEAMS_SHOWN, teams_for


def teams_below(session: Session, viewer: Viewer, *, now: datetime) -> dict[str, Any]:
    """Return every team in the scope of a supervisor but their own, at any depth, by place.

    `more`: there are further ones, of which nothing is said here; whoever watches over a province asks by place.
    """
    own = {grant.team_id for grant in viewer.grants if grant.role is Role.SUPERVISOR}
    seen = teams_for(viewer, Permission.DUTY_READ)
    below = [team for team in seen if team.id not in own and viewer.supervises(team.place_path)]
    on = on_duty(session, [team.id for team in below], now=now)
    names = people({person.account_id for there in on.values() for person in there})
    ways: dict[int, list[bool | None]] = {}
    for address in addresses_of(session, list(names), now=now):
        ways.setdefault(address.account_id, []).append(address.working)
    return {
        "items": [
            {
                "team": {"id": team.uuid, "name": team.name},
                "on_duty": [
                    {
                        "id": names[person.account_id].uuid,
                        "name": names[person.account_id].name,
                        "reachable": is_reachable(ways.get(person.account_id, [])),
                        "since": as_text(person.since),
                    }
                    for person in on[team.id]
                ],
            }
            for team in below
        ],
        "more": len(seen) >= TEAMS_SHOWN,
        "next_cursor": None,
    }
