"""Who would be called when, if an alert arrived at a moment and nobody answered; and what to ask about before
a policy is set. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.accounts.queries import people
from nightlamp.agencies.rules import TeamRef
from nightlamp.alerts.engine.calling import Callees
from nightlamp.alerts.engine.rules import Call, ladder
from nightlamp.core.clock import as_text
from nightlamp.core.errors import FieldError
from nightlamp.practice.content import AlertPolicy, repeat_every

Named = list[tuple[Call, list[int]]]


def preview(
    session: Session, policy: AlertPolicy, teams: Sequence[TeamRef], *, zone: str, at: datetime
) -> dict[str, Any]:
    """Return the rungs of an alert that arrives at `at`, with the people whom each would call by the rota of then.

    Whether somebody can be reached is what is known now.
    """
    known = {team.id: team for team in teams}
    told, earliest, before_reached = [], at, True
    for rung in ladder(policy, teams, start=at, zone=zone):
        # The engine goes on at once after a rung that reaches nobody, and is never earlier than the one before.
        due_at = max(rung.due_at, earliest) if before_reached else earliest
        callees = Callees(session, known, now=due_at)
        named: Named = [(call, callees.people([call], exclude=())) for call in rung.calls]
        before_reached = any(callees.can_hear(person) for _, found in named for person in found)
        earliest = due_at
        told.append(
            {
                "due_at": as_text(due_at),
                "team": _team(known[rung.team_id]),
                "calls": _calls(named, callees, known),
                "round_robin": rung.round_robin,
                "reaches_somebody": before_reached,
            }
        )
    return {
        "rungs": told,
        "repeats_every_seconds": int(repeat_every().total_seconds()),
        "reaches_somebody": any(rung["reaches_somebody"] for rung in told),
        "somebody_could": _somebody_could(session, known, at=at),
    }


def doubts_of(
    session: Session, policy: AlertPolicy, teams: Sequence[TeamRef], *, zone: str, now: datetime
) -> list[FieldError]:
    """Return what somebody must confirm before a policy is set, each with its step; nothing for most.

    It leaves out who is on duty at first, or nobody whom its steps call can be reached now, whoever will be on duty.
    """
    found = [] if {"on_duty", "everyone"} & set(policy.steps[0].who) else [_skips_on_duty(policy)]
    callees = Callees(session, [team.id for team in teams], now=now)
    rungs = ladder(policy, teams, start=now, zone=zone)[: len(policy.steps)]
    calls = [[replace(call, whom=_ANYBODY.get(call.whom, call.whom)) for call in rung.calls] for rung in rungs]
    if not any(callees.can_hear(person) for each in calls for person in callees.people(each, exclude=())):
        found += [
            FieldError(f"/steps/{n}/who", "nobody_hears_now", f"Nobody whom step {n + 1} calls can be reached now.")
            for n in range(len(rungs))
        ]
    return found


# Who is on duty changes by the hour; anybody of the team may be.
_ANYBODY = {"on_duty": "everyone", "on_duty_or_everyone": "everyone"}


def _skips_on_duty(policy: AlertPolicy) -> FieldError:
    later = next((n for n, step in enumerate(policy.steps) if {"on_duty", "everyone"} & set(step.who)), None)
    then = "no step does" if later is None else f"step {later + 1} is the first that does"
    return FieldError("/steps/0/who", "skips_on_duty", f"Step 1 does not call who is on duty; {then}.")


def _somebody_could(session: Session, teams: Mapping[int, TeamRef], *, at: datetime) -> bool:
    callees = Callees(session, list(teams), now=at)
    everybody = callees.people([Call("everyone", team_id) for team_id in teams], exclude=())
    return any(callees.can_hear(person) for person in everybody)


def _calls(named: Named, callees: Callees, teams: Mapping[int, TeamRef]) -> list[dict[str, Any]]:
    accounts = people({person for _, found in named for person in found})
    return [
        {
            "whom": call.whom,
            "team": _team(teams[call.team_id]),
            "people": [_person(accounts[person], callees.reachable(person)) for person in found],
        }
        for call, found in named
    ]


def _person(account: Account, reachable: bool | None) -> dict[str, Any]:
    return {"id": account.uuid, "name": account.name, "reachable": reachable}


def _team(team: TeamRef) -> dict[str, str]:
    return {"id": team.uuid, "name": team.name}
