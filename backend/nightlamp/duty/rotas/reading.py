"""A rota as it was typed, checked, and not stored yet."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy.orm import Session

from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import members_of
from nightlamp.core.errors import FieldError, Unprocessable
from nightlamp.duty.rotas.rules import (
    Rotation,
    Turn,
    WeeklyShift,
    Window,
    clashes,
    overlaps,
    rotation_turns,
    weekly_turns,
)
from nightlamp.duty.rotas.wall import zone_of

# A turn of a year, in days, is the longest that anybody has asked for.
MOST_PERIODS = 366
WALL = r"^20[0-9]{2}-(0[1-9]|1[0-2])-[0-3][0-9]T([01][0-9]|2[0-3]):[0-5][0-9]$"
_WALL = re.compile(WALL)


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
    is_weekly = typed["kind"] == "weekly"
    if faults := [*_faults_of_zone(typed), *(_faults_of_week if is_weekly else _faults_of_turns)(typed, people)]:
        raise Unprocessable(faults[0].message, errors=faults)
    if is_weekly:
        return RotaPlan(typed["name"], typed["zone"], None, tuple(_shifts(typed, people)))
    rotation = Rotation(
        zone=typed["zone"],
        begins=datetime.fromisoformat(typed["begins"]),
        period=typed["period"],
        every=typed["every"],
        people=tuple(people[uuid] for uuid in typed["people"]),
        windows=tuple(_window(item) for item in typed["windows"]),
    )
    return RotaPlan(typed["name"], typed["zone"], rotation, ())


def _faults_of_zone(typed: Mapping[str, Any]) -> list[FieldError]:
    try:
        zone_of(typed["zone"])
    except ValueError as error:
        return [FieldError("/zone", "unknown_value", str(error))]
    return []


def _faults_of_turns(typed: Mapping[str, Any], people: Mapping[str, int]) -> list[FieldError]:
    found = [
        FieldError(f"/{name}", "required", f"A rotation needs {name}.")
        for name in ("begins", "period", "every")
        if typed.get(name) is None
    ]
    if typed.get("begins") is not None and not _is_wall_clock(typed["begins"]):
        words = "There is no such day and time; give one of the rota's own zone, such as 2026-01-05T08:00."
        found.append(FieldError("/begins", "invalid", words))
    if typed.get("every") is not None and not 1 <= typed["every"] <= MOST_PERIODS:
        found.append(FieldError("/every", "out_of_range", f"A turn lasts 1 to {MOST_PERIODS} of its periods."))
    if not typed["people"]:
        words = "A rotation of nobody calls nobody: name at least one person."
        found.append(FieldError("/people", "required", words))
    found += [_stranger(f"/people/{n}") for n, uuid in enumerate(typed["people"]) if uuid not in people]
    return found + [
        FieldError(
            f"/windows/{second}",
            "overlap",
            f"Hours {first + 1} and {second + 1} overlap: change one of them, or make one of both.",
        )
        for first, second in overlaps([_window(item) for item in typed["windows"]])
    ]


def _faults_of_week(typed: Mapping[str, Any], people: Mapping[str, int]) -> list[FieldError]:
    if not typed["shifts"]:
        return [FieldError("/shifts", "required", "A week without shifts calls nobody: add at least one.")]
    strangers = [n for n, item in enumerate(typed["shifts"]) if item["account"] not in people]
    return [
        *(_stranger(f"/shifts/{n}/account") for n in strangers),
        *(
            FieldError(
                f"/shifts/{second}",
                "overlap",
                f"Shifts {first + 1} and {second + 1} overlap for the same person: change the hours of one.",
            )
            for first, second in clashes(list(_shifts(typed, people)))
            if not {first, second} & set(strangers)
        ),
    ]


def _stranger(pointer: str) -> FieldError:
    return FieldError(pointer, "no_role_there", "Only somebody with a role in the team can be on its rota.")


def _is_wall_clock(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return bool(_WALL.fullmatch(text))


def _shifts(typed: Mapping[str, Any], people: Mapping[str, int]) -> Iterator[WeeklyShift]:
    return (WeeklyShift(_window(item), people.get(item["account"], 0)) for item in typed["shifts"])


def _window(item: Mapping[str, Any]) -> Window:
    return Window(item["weekday"], time.fromisoformat(item["begins"]), item["minutes"])
