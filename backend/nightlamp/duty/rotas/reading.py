"""A rota as it was typed, checked, and not stored yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy.orm import Session

from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import members_of
from nightlamp.core.errors import field_error
from nightlamp.duty.rotas.rules import Rotation, Turn, WeeklyShift, Window, clashes, rotation_turns, weekly_turns
from nightlamp.duty.rotas.wall import zone_of


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
