"""The ladder of an alert: whom it calls, in which order, and when. Pure: no database, no clock of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightlamp.agencies.rules import DEPTH_OF_LEVEL, TeamRef, depth
from nightlamp.practice.content import AlertPolicy


@dataclass(frozen=True)
class Call:
    """Whom to call in one team: `on_duty`, `everyone`, `supervisors`, or `on_duty_or_everyone`."""

    whom: str
    team_id: int


@dataclass(frozen=True)
class Rung:
    """One rung: when it is due, and whom it calls. `team_id` is the team that it stands in.

    With `round_robin` it calls one of its people at a time, the next time the next one.
    """

    due_at: datetime
    team_id: int
    calls: tuple[Call, ...]
    round_robin: bool = False


def ladder(policy: AlertPolicy, teams: Sequence[TeamRef], *, start: datetime, zone: str) -> list[Rung]:
    """Return the rungs of an alert that began to ring at `start`.

    `teams` is the owning team followed by those above it, the root last. The steps of the policy stand first;
    then the ladder climbs a team at a time, with the gap of the policy's last two steps, and ends at the root,
    whose members are the fallback list. Office work (P3, P4) is counted in office hours all the way.
    """
    own, above = teams[0], teams[1:]
    rungs = [
        Rung(policy.step_at(number, start, zone=zone), own.id, _calls(step.who, own, above), step.round_robin)
        for number, step in enumerate(policy.steps)
    ]
    for team in above:
        calls = (Call("on_duty_or_everyone", team.id), Call("supervisors", team.id))
        rungs.append(Rung(policy.above_at(rungs[-1].due_at, zone=zone), team.id, calls))
    return rungs


def everybody(rungs: Sequence[Rung]) -> tuple[Call, ...]:
    """Return all calls of a ladder: what an alert rings that has run through every rung."""
    return tuple(dict.fromkeys(call for rung in rungs for call in rung.calls))


def retry_after(attempts: int, asked_seconds: float | None) -> timedelta:
    """Return how long to wait before sending again: what the service asked for, else 2, 4, 8 … up to 60 s."""
    if asked_seconds is not None:
        return timedelta(seconds=min(max(asked_seconds, 1.0), 3600.0))
    return timedelta(seconds=min(2.0**attempts, 60.0))


def _calls(who: Sequence[str], own: TeamRef, above: Sequence[TeamRef]) -> tuple[Call, ...]:
    calls: list[Call] = []
    for word in who:
        if word == "county":
            county = next((t for t in above if depth(t.place_path) <= DEPTH_OF_LEVEL["county"]), None)
            calls += [Call("on_duty_or_everyone", county.id)] if county else []
        elif word == "supervisors":
            calls += [Call("supervisors", team.id) for team in (own, *above[:1])]
        else:
            calls.append(Call(word, own.id))
    return tuple(calls)
