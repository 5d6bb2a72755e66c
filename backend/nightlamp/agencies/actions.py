"""Verbs on agencies: found a team, give and end a role."""

from datetime import datetime

from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import Role
from nightlamp.agencies.models import Agency, RoleGrant, Team
from nightlamp.audit.actions import record
from nightlamp.core.ids import uuid7
from nightlamp.core.remember import forget_everything


def found_agency(session: Session, *, name: str, kind: str, by: str, now: datetime) -> Agency:
    """Add an agency and its audit line."""
    agency = Agency(uuid=uuid7(), name=name, kind=kind)
    session.add(agency)
    session.flush()
    record(session, "agency_founded", by=by, subject=f"agency:{agency.uuid}", now=now)
    return agency


def found_team(
    session: Session,
    *,
    agency: Agency,
    name: str,
    place_code: str | None,
    place_path: str,
    by: str,
    now: datetime,
) -> Team:
    """Add a team that answers for a place (None with path "": everywhere) and its audit line."""
    team = Team(uuid=uuid7(), agency=agency, name=name, place_code=place_code, place_path=place_path)
    session.add(team)
    session.flush()
    forget_everything()
    record(session, "team_founded", by=by, subject=f"team:{team.uuid}", now=now)
    return team


def grant_role(session: Session, *, account: Account, team: Team, role: Role, by: str, now: datetime) -> RoleGrant:
    """Give a person a role in a team."""
    grant = RoleGrant(account_id=account.id, team=team, role=role, since=now)
    session.add(grant)
    session.flush()
    forget_everything()
    record(session, "role_granted", by=by, subject=f"account:{account.uuid}", now=now, role=role, team=team.uuid)
    return grant


def end_role(session: Session, grant: RoleGrant, *, by: str, now: datetime) -> None:
    """End a person's role in a team."""
    grant.ended_at = now
    forget_everything()
    record(session, "role_ended", by=by, subject=f"team:{grant.team.uuid}", now=now, role=grant.role)
