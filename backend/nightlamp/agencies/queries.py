"""The doors to teams and roles."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, bindparam, or_, select, true
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import MEMBERS, Permission, Role
from nightlamp.accounts.viewer import Grant, Viewer
from nightlamp.agencies.models import RoleGrant, Team
from nightlamp.agencies.rules import TeamRef, path_prefixes
from nightlamp.core.db import db
from nightlamp.core.remember import Remembered


@dataclass(frozen=True)
class Member:
    """A person in a team, as routing and matching need them."""

    account_id: int
    uuid: str
    name: str
    phone: str | None
    team_id: int
    role: Role


def grants_of(account_id: int) -> tuple[Grant, ...]:
    """Return the current grants of an account."""
    query = (
        select(RoleGrant.role, Team.id, Team.place_code, Team.place_path)
        .join(Team, Team.id == RoleGrant.team_id)
        .where(RoleGrant.account_id == account_id, RoleGrant.ended_at.is_(None), Team.closed_at.is_(None))
        .order_by(RoleGrant.id)
    )
    rows = db.session.execute(query)
    return tuple(Grant(Role(r.role), r.id, r.place_code, r.place_path) for r in rows)


def teams_over(session: Session | Connection, place_path: str) -> list[TeamRef]:
    """Return the open teams at a place and at every place above it, the root included, nearest first."""
    rows = session.execute(_TEAMS_AT, {"paths": path_prefixes(place_path)})
    teams = [TeamRef(*row) for row in rows]
    return sorted(teams, key=lambda team: len(team.place_path), reverse=True)


def teams_over_each(session: Session | Connection, team_ids: Collection[int]) -> dict[int, list[TeamRef]]:
    """Return by team what `teams_over` returns for its place; two statements for any number of teams."""
    if not team_ids:
        return {}
    query = select(Team.id, Team.place_path).where(Team.id.in_(team_ids))
    paths = {row.id: row.place_path for row in session.execute(query)}
    wanted = {prefix for path in paths.values() for prefix in path_prefixes(path)}
    there: dict[str, list[TeamRef]] = {}
    for row in session.execute(_TEAMS_AT, {"paths": list(wanted)}):
        there.setdefault(row.place_path, []).append(TeamRef(*row))
    return {
        team_id: [team for prefix in path_prefixes(path) for team in there.get(prefix, ())]
        for team_id, path in paths.items()
    }


# Built once: a report asks this before it is answered.
_TEAMS_AT = (
    select(Team.id, Team.uuid, Team.name, Team.place_path)
    .where(Team.place_path.in_(bindparam("paths", expanding=True)), Team.closed_at.is_(None))
    .order_by(Team.id)
)


def teams_above(session: Session | Connection, place_paths: Collection[str]) -> dict[str, int]:
    """Return how many open teams there are above each of these places, the root included; one look for all."""
    wanted = {path: path_prefixes(path)[1:] for path in place_paths}
    query = select(Team.place_path).where(
        Team.place_path.in_({above for prefixes in wanted.values() for above in prefixes}), Team.closed_at.is_(None)
    )
    found = list(session.execute(query).scalars())
    return {path: sum(above in prefixes for above in found) for path, prefixes in wanted.items()}


def members_of(
    session: Session | Connection, team_ids: Collection[int], *, role: Role | None = None
) -> Sequence[Member]:
    """Return the people who work in these teams (or have this role in them), disabled accounts left out.

    Who only takes calls has a role here too, and is neither called by an alert nor put on a rota.
    """
    query = (
        select(Account.id, Account.uuid, Account.name, Account.phone, RoleGrant.team_id, RoleGrant.role)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.team_id.in_(team_ids), RoleGrant.ended_at.is_(None), Account.disabled_at.is_(None))
        .order_by(RoleGrant.id)
    )
    query = query.where(RoleGrant.role.in_(MEMBERS if role is None else (role,)))
    return [Member(*row[:5], Role(row[5])) for row in session.execute(query)]


def teams_by_id(ids: Collection[int]) -> dict[int, Team]:
    """Return teams by their inner id, for names beside rows."""
    if not ids:
        return {}
    return {team.id: team for team in db.session.execute(select(Team).where(Team.id.in_(ids))).scalars()}


@dataclass(frozen=True)
class Receivers:
    """The teams over a place, nearest first, and everybody with a role in them."""

    teams: tuple[TeamRef, ...]
    members: tuple[Member, ...]


# Routing is asked for with every report and changes a few times a week; other processes see a change in seconds.
_receivers = Remembered("receivers", seconds=3.0)


def receivers_over(place_path: str) -> Receivers:
    """Return who may receive a report about a place. Remembered for three seconds, and until a verb changes it."""

    def find() -> Receivers:
        teams = teams_over(db.session(), place_path)
        members = members_of(db.session(), [team.id for team in teams])
        if not db.session().info.get("writing"):
            # Ends this read. Within a unit that writes it would end the unit, and its locks.
            db.session.commit()
        return Receivers(tuple(teams), tuple(members))

    return _receivers.get(place_path, find)


def in_scope(viewer: Viewer, permission: Permission) -> ColumnElement[bool]:
    """Return the condition on Team that a viewer's grants make: their place and everything below it."""
    if viewer.is_system:
        return true()
    begins = [Team.place_path.startswith(g.place_path, autoescape=True) for g in viewer.grants_for(permission)]
    return or_(*begins) if begins else ~true()


def current_grants(account_id: int) -> Sequence[RoleGrant]:
    """Return the current grant rows of an account with their teams, for "who am I"."""
    query = (
        select(RoleGrant)
        .where(RoleGrant.account_id == account_id, RoleGrant.ended_at.is_(None))
        .order_by(RoleGrant.id)
    )
    return db.session.execute(query).scalars().all()


def find_team(session: Session, *, place_code: str | None) -> Team | None:
    """Return the open team that answers for exactly this place (None: the root), or None."""
    query = select(Team).where(Team.place_code == place_code, Team.closed_at.is_(None)).order_by(Team.id)
    return session.execute(query).scalars().first()
