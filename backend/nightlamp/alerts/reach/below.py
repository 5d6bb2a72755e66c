"""The teams below a supervisor's own: who of each is on duty now, and whether they can be reached. Reads only."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from nightlamp.accounts.permissions import Permission, Role
from nightlamp.accounts.queries import people
from nightlamp.accounts.viewer import Viewer
from nightlamp.channels.queries import addresses_of
from nightlamp.channels.rules import is_reachable
from nightlamp.core.clock import as_text
from nightlamp.duty.queries import on_duty
from nightlamp.duty.rotas.queries import TEAMS_SHOWN, stays_until, teams_for

# Of hundreds of teams the plan is looked at no further than tomorrow night.
AHEAD = timedelta(days=2)
_WORST_FIRST: dict[bool | None, int] = {False: 0, None: 1, True: 2}


def teams_below(session: Session, viewer: Viewer, *, now: datetime) -> dict[str, Any]:
    """Return every team in the scope of a supervisor but their own, at any depth.

    First those in which nobody is on duty or can be reached, then those not proven, each by place. `more`: there are
    further ones, of which nothing is said here; whoever watches over a province asks by place.
    """
    own = {grant.team_id for grant in viewer.grants if grant.role is Role.SUPERVISOR}
    seen = teams_for(viewer, Permission.DUTY_READ)
    below = [team for team in seen if team.id not in own and viewer.supervises(team.place_path)]
    on = on_duty(session, [team.id for team in below], now=now)
    whose = {team_id: [person.account_id for person in there] for team_id, there in on.items()}
    ends = stays_until(session, whose, now=now, within=AHEAD)
    names = people({person.account_id for there in on.values() for person in there})
    ways: dict[int, list[bool | None]] = {}
    for address in addresses_of(session, list(names), now=now):
        ways.setdefault(address.account_id, []).append(address.working)

    def row(person_id: int, team_id: int, since: datetime) -> dict[str, Any]:
        end = ends[team_id, person_id]
        return {
            "id": names[person_id].uuid,
            "name": names[person_id].name,
            "reachable": is_reachable(ways.get(person_id, [])),
            "since": as_text(since),
            "until": as_text(end if end and end < now + AHEAD else None),
        }

    items: list[dict[str, Any]] = []
    for team in below:
        there = [row(person.account_id, team.id, person.since) for person in on[team.id]]
        reachable = is_reachable(person["reachable"] for person in there)
        items.append({"team": {"id": team.uuid, "name": team.name}, "reachable": reachable, "on_duty": there})
    items.sort(key=lambda item: (_WORST_FIRST[item["reachable"]], len(item["on_duty"]) > 0))
    return {"items": items, "more": len(seen) >= TEAMS_SHOWN, "next_cursor": None}
