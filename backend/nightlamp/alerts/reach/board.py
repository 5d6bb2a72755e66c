"""Who can hear us now: everybody of a team with every way that rings for them. Reads only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from nightlamp.accounts.permissions import Role
from nightlamp.accounts.queries import people
from nightlamp.accounts.viewer import Viewer
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import members_of
from nightlamp.channels.queries import Address, addresses_of
from nightlamp.channels.rules import is_reachable
from nightlamp.core.clock import as_text
from nightlamp.duty.queries import next_start, on_duty
from nightlamp.duty.rotas.planning import HORIZON
from nightlamp.duty.rotas.queries import stays_until

_ORDER = (Role.WORKER, Role.SUPERVISOR)


@dataclass(frozen=True)
class _Known:
    """What a board needs of people: roles in the team, since and until when they are on duty, and their ways."""

    names: Mapping[int, Any]
    roles: Mapping[int, Role]
    since: Mapping[int, datetime]
    until: Mapping[int, datetime | None]
    ways: Mapping[int, Sequence[Address]]
    labels_for: frozenset[int] | None


def hearing_board(session: Session, viewer: Viewer, team: Team, *, now: datetime) -> dict[str, Any]:
    """Return the board of a team: on duty, members, the next shift, and whether anybody on duty can be reached.

    What an address is called, and a phone number, is shown to its owner and to a supervisor; others see the channel
    alone.
    """
    roles = {m.account_id: m.role for m in members_of(session, [team.id]) if m.role in _ORDER}
    on = {person.account_id: person.since for person in on_duty(session, [team.id], now=now)[team.id]}
    begins_at = next_start(session, team.id, now=now)
    coming = [p.account_id for p in on_duty(session, [team.id], now=begins_at)[team.id]] if begins_at else []
    names = people({*roles, *on, *coming})
    known = _Known(
        names,
        roles,
        on,
        {person: end for (_, person), end in stays_until(session, {team.id: on}, now=now, within=HORIZON).items()},
        _ways(session, list(names), now=now),
        None if viewer.supervises(team.place_path) else frozenset({viewer.account_id}),
    )
    members = sorted(roles, key=lambda person: (_ORDER.index(roles[person]), person))
    return {
        "team": {"id": team.uuid, "name": team.name},
        "at": as_text(now),
        "reachable": reachable_by_any(known.ways, on),
        "on_duty": [_listener(known, person) for person in on],
        "members": [_listener(known, person) for person in members],
        "next_shift": {
            "begins_at": as_text(begins_at),
            "people": [_listener(known, person) for person in coming],
            "reachable": reachable_by_any(known.ways, coming),
        }
        if begins_at
        else None,
    }


def reachable_by_any(ways: Mapping[int, Sequence[Address]], account_ids: Iterable[int]) -> bool | None:
    """Tell whether one of these people can be reached: True proven, None perhaps, False nobody."""
    return is_reachable(is_reachable(way.working for way in ways.get(person, ())) for person in account_ids)


def _ways(session: Session, account_ids: Sequence[int], *, now: datetime) -> dict[int, list[Address]]:
    found: dict[int, list[Address]] = {}
    for address in addresses_of(session, account_ids, now=now):
        found.setdefault(address.account_id, []).append(address)
    return found


def _listener(known: _Known, person: int) -> dict[str, Any]:
    account, ways = known.names[person], known.ways.get(person, ())
    shows = known.labels_for is None or person in known.labels_for
    return {
        "id": account.uuid,
        "name": account.name,
        "role": known.roles.get(person),
        "phone": account.phone if shows else None,
        "on_duty": person in known.since,
        "since": as_text(known.since.get(person)),
        "until": as_text(known.until.get(person)),
        "reachable": is_reachable(way.working for way in ways),
        "ways": [
            {
                "channel": way.channel,
                "label": way.label if shows or way.channel == "webpush" else None,
                "working": way.working,
                "shown_at": as_text(way.shown_at),
                "sent_at": as_text(way.sent_at),
                "failed_at": as_text(way.failed_at),
            }
            for way in ways
        ],
    }
