"""Verbs on rotas: make, change and end one, override some hours. Each draws the plan anew."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import members_of
from nightlamp.audit.actions import record
from nightlamp.core.errors import FieldError, Unprocessable, field_error
from nightlamp.core.ids import uuid7
from nightlamp.duty.rotas.models import Rota, RotaPerson, RotaShift, ShiftOverride
from nightlamp.duty.rotas.planning import replan
from nightlamp.duty.rotas.rules import Rotation, Turn, WeeklyShift, Window, clashes, rotation_turns, weekly_turns
from nightlamp.duty.rotas.wall import zone_of

# A holiday's replacement is planned months ahead; beyond a year it is a typing error.
LONGEST_OVERRIDE = timedelta(days=92)


@dataclass(frozen=True)
class RotaPlan:
    """A rota that was checked and is not stored: exactly one of `rotation` and `shifts` says who is on."""

    name: str
    zone: str
    rotation: Rotation | None
    shifts: tuple[WeeklyShift, ...]

    def turns(self, since: datetime, until: datetime) -> list[Turn]:
        """Return what it would make of a stretch of time."""
        if self.rotation is not None:
            return rotation_turns(self.rotation, since, until)
        return weekly_turns(self.shifts, self.zone, since, until)


def read_rota(session: Session, team: Team, typed: Mapping[str, Any]) -> RotaPlan:
    """Return a rota as it was typed, checked. Raises Unprocessable with a pointer for each thing that is wrong."""
    people = {member.uuid: member.account_id for member in members_of(session, [team.id])}
    try:
        zone_of(typed["zone"])
    except ValueError as error:
        raise field_error("/zone", "unknown_value", str(error)) from None
    if typed["kind"] == "weekly":
        return RotaPlan(typed["name"], typed["zone"], None, _read_shifts(typed, people))
    return RotaPlan(typed["name"], typed["zone"], _read_rotation(typed, people), ())


def add_rota(session: Session, team: Team, plan: RotaPlan, *, by: str, now: datetime) -> Rota:
    """Give a team another rota and draw its plan, with an audit line."""
    rota = Rota(uuid=uuid7(), team_id=team.id, created_at=now, created_by=by, version=0)
    session.add(rota)
    _write(session, rota, plan)
    record(session, "rota_added", by=by, subject=f"team:{team.uuid}", now=now, rota=rota.uuid)
    replan(session, team.id, now=now)
    return rota


def change_rota(session: Session, rota: Rota, team: Team, plan: RotaPlan, *, by: str, now: datetime) -> None:
    """Change a rota from now on; what was worked stays as it was."""
    _write(session, rota, plan)
    record(session, "rota_changed", by=by, subject=f"team:{team.uuid}", now=now, rota=rota.uuid)
    replan(session, team.id, now=now)


def end_rota(session: Session, rota: Rota, team: Team, *, by: str, now: datetime) -> None:
    """End a rota: its shifts that have not begun go, one that has begun ends now."""
    rota.ended_at = now
    session.flush()
    record(session, "rota_ended", by=by, subject=f"team:{team.uuid}", now=now, rota=rota.uuid)
    replan(session, team.id, now=now)


@dataclass(frozen=True)
class Change:
    """Some hours of a team for which somebody is on duty, in the place of somebody else (see `rules.Override`)."""

    starts_at: datetime
    ends_at: datetime
    account: Account | None
    instead_of: Account | None


def add_override(
    session: Session, team: Team, change: Change, *, source: str, by: str, now: datetime
) -> ShiftOverride:
    """Override a team's rotas for some hours and draw its plan. Raises Unprocessable for hours that make no sense."""
    _check_hours(change.starts_at, change.ends_at, now=now)
    if change.account is None and change.instead_of is None:
        raise field_error("/account", "required", "Say who is on duty, or whose place stays empty.")
    _check_people(session, team, [("/account", change.account), ("/instead_of", change.instead_of)])
    override = ShiftOverride(
        uuid=uuid7(),
        team_id=team.id,
        starts_at=max(change.starts_at, now),
        ends_at=change.ends_at,
        account_id=change.account.id if change.account else None,
        instead_of=change.instead_of.id if change.instead_of else None,
        source=source,
        created_at=now,
        created_by=by,
    )
    session.add(override)
    session.flush()
    record(session, f"shift_{source}", by=by, subject=f"team:{team.uuid}", now=now, override=override.uuid)
    replan(session, team.id, now=now)
    return override


def withdraw_override(session: Session, override: ShiftOverride, team: Team, *, by: str, now: datetime) -> None:
    """Take an override back: from now on the rotas count again."""
    override.withdrawn_at = now
    session.flush()
    record(session, "override_withdrawn", by=by, subject=f"team:{team.uuid}", now=now, override=override.uuid)
    replan(session, team.id, now=now)


def hours_fault(starts_at: datetime, ends_at: datetime, *, now: datetime) -> FieldError | None:
    """Return what is wrong with hours that somebody asks for, or None."""
    if ends_at <= starts_at:
        return FieldError("/ends_at", "out_of_range", "These hours end before they begin.")
    if ends_at <= now:
        return FieldError("/ends_at", "out_of_range", "These hours are over.")
    if ends_at - starts_at > LONGEST_OVERRIDE:
        return FieldError("/ends_at", "out_of_range", "At most three months at once; change the rota instead.")
    return None


def _check_hours(starts_at: datetime, ends_at: datetime, *, now: datetime) -> None:
    if fault := hours_fault(starts_at, ends_at, now=now):
        raise Unprocessable(fault.message, errors=[fault])


def _check_people(session: Session, team: Team, people: Sequence[tuple[str, Account | None]]) -> None:
    there = {member.account_id for member in members_of(session, [team.id])}
    for pointer, account in people:
        if account is not None and account.id not in there:
            raise field_error(pointer, "no_role_there", "Only somebody with a role in the team can be on duty there.")


def _read_rotation(typed: Mapping[str, Any], people: Mapping[str, int]) -> Rotation:
    for name in ("begins", "period", "every"):
        if typed.get(name) is None:
            raise field_error(f"/{name}", "required", f"A rotation needs {name}.")
    if not typed["people"]:
        raise field_error("/people", "required", "A rotation of nobody calls nobody: name at least one person.")
    try:
        begins = datetime.fromisoformat(typed["begins"])
    except ValueError:
        raise field_error("/begins", "invalid", "There is no such day.") from None
    return Rotation(
        zone=typed["zone"],
        begins=begins,
        period=typed["period"],
        every=typed["every"],
        people=tuple(_person(people, uuid, f"/people/{n}") for n, uuid in enumerate(typed["people"])),
        windows=tuple(_window(item) for item in typed["windows"]),
    )


def _read_shifts(typed: Mapping[str, Any], people: Mapping[str, int]) -> tuple[WeeklyShift, ...]:
    if not typed["shifts"]:
        raise field_error("/shifts", "required", "A week without shifts calls nobody: add at least one.")
    shifts = tuple(
        WeeklyShift(_window(item), _person(people, item["account"], f"/shifts/{n}/account"))
        for n, item in enumerate(typed["shifts"])
    )
    if clash := clashes(shifts):
        first, second = clash[0]
        words = f"Shifts {first + 1} and {second + 1} overlap for the same person: change the hours of one."
        raise field_error(f"/shifts/{second}", "overlap", words)
    return shifts


def _person(people: Mapping[str, int], uuid: str, pointer: str) -> int:
    if uuid not in people:
        raise field_error(pointer, "no_role_there", "Only somebody with a role in the team can be on its rota.")
    return people[uuid]


def _window(item: Mapping[str, Any]) -> Window:
    return Window(item["weekday"], time.fromisoformat(item["begins"]), item["minutes"])


def _write(session: Session, rota: Rota, plan: RotaPlan) -> None:
    turn = plan.rotation
    rota.name, rota.zone, rota.kind = plan.name, plan.zone, "rotation" if turn else "weekly"
    rota.begins = f"{turn.begins:%Y-%m-%dT%H:%M}" if turn else None
    rota.period, rota.every = (turn.period, turn.every) if turn else (None, None)
    rota.windows = json.dumps([_window_row(window) for window in turn.windows] if turn else [])
    rota.version += 1
    session.flush()
    for table in (RotaPerson, RotaShift):
        session.execute(delete(table).where(table.rota_id == rota.id))
    for position, account_id in enumerate(turn.people if turn else ()):
        session.add(RotaPerson(rota_id=rota.id, position=position, account_id=account_id))
    for position, shift in enumerate(plan.shifts):
        row = _window_row(shift.window)
        session.add(RotaShift(rota_id=rota.id, position=position, account_id=shift.account_id, **row))
    session.flush()


def _window_row(window: Window) -> dict[str, Any]:
    return {"weekday": window.weekday, "begins": f"{window.begins:%H:%M}", "minutes": window.minutes}


def current_override(session: Session, uuid: str) -> ShiftOverride | None:
    """Return an override that is in force, or None."""
    query = select(ShiftOverride).where(ShiftOverride.uuid == uuid, ShiftOverride.withdrawn_at.is_(None))
    return session.execute(query).scalar_one_or_none()
