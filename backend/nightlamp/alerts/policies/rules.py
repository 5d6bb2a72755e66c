"""What a policy may say. Pure: a policy that would never reach a person, or too late, is refused here."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from nightlamp.accounts.permissions import Role
from nightlamp.agencies.queries import Member
from nightlamp.agencies.rules import TeamRef
from nightlamp.alerts.engine.rules import Call, ladder
from nightlamp.core.errors import FieldError
from nightlamp.practice.content import AlertPolicy, AlertStep, alert_policies, calendar, standards

WHO = ("on_duty", "everyone", "supervisors", "county")
MOST_STEPS = 10
# These wake people: their first step is called the moment they arrive, whatever a policy says.
AT_ONCE = ("P0", "P1")
SHORTEST_HOLD = timedelta(minutes=1)


def read_policy(urgency: str, typed: Mapping[str, Any]) -> AlertPolicy:
    """Return a policy as it was typed, unchecked. Without a hold it holds as long as the default policy does."""
    default = alert_policies()[urgency]
    seconds, days = typed.get("hold_seconds"), typed.get("hold_working_days")
    is_said = seconds is not None or days is not None
    return AlertPolicy(
        urgency=urgency,
        steps=tuple(_step(step) for step in typed["steps"]),
        working_time=default.working_time,
        hold=timedelta(seconds=seconds or 0) if is_said else default.hold,
        hold_working_days=(days or 0) if is_said else default.hold_working_days,
    )


def faults_of(typed: Mapping[str, Any], policy: AlertPolicy, *, zone: str) -> list[FieldError]:
    """Return what is wrong with the times of a policy, each with its field; nothing for a right one."""
    if not policy.steps:
        return [FieldError("/steps", "required", "A policy has at least one step.")]
    if len(policy.steps) > MOST_STEPS:
        return [FieldError("/steps", "too_many", f"A policy has at most {MOST_STEPS} steps.")]
    units = _faults_of_units(typed, policy)
    return units or [
        *_faults_of_order(policy),
        *_faults_of_lateness(policy, zone=zone),
        *_faults_of_hold(policy, zone),
    ]


def faults_of_reach(
    policy: AlertPolicy, teams: Sequence[TeamRef], members: Sequence[Member], *, zone: str, now: datetime
) -> list[FieldError]:
    """Return the steps that name nobody of their teams, whoever is on duty. `teams` is as in `ladder`."""
    rungs = ladder(policy, teams, start=now, zone=zone)[: len(policy.steps)]
    return [
        FieldError(f"/steps/{number}/who", "reaches_nobody", _nobody(rung.calls))
        for number, rung in enumerate(rungs)
        if not any(_could_reach(call, members) for call in rung.calls)
    ]


def as_typed(policy: AlertPolicy) -> dict[str, Any]:
    """Return a policy as the API shows and takes it."""
    in_days = bool(policy.hold_working_days)
    return {
        "steps": [
            {
                "after_seconds": None if step.after_working_days else int(step.after.total_seconds()),
                "after_working_days": step.after_working_days or None,
                "who": list(step.who),
                "round_robin": step.round_robin,
            }
            for step in policy.steps
        ],
        "hold_seconds": None if in_days else int(policy.hold.total_seconds()),
        "hold_working_days": policy.hold_working_days or None,
    }


def _step(step: Mapping[str, Any]) -> AlertStep:
    return AlertStep(
        timedelta(seconds=step.get("after_seconds") or 0),
        step.get("after_working_days") or 0,
        tuple(dict.fromkeys(step["who"])),
        bool(step.get("round_robin")),
    )


def _faults_of_units(typed: Mapping[str, Any], policy: AlertPolicy) -> list[FieldError]:
    """A step is counted in seconds or in working days; once one counts days, only the first may stand at 0 s."""
    found = []
    counts_days = any(step.after_working_days for step in policy.steps)
    for number, (said, step) in enumerate(zip(typed["steps"], policy.steps, strict=True)):
        seconds, days = (said.get(name) is not None for name in ("after_seconds", "after_working_days"))
        at_seconds, at_days = (f"/steps/{number}/{name}" for name in ("after_seconds", "after_working_days"))
        if not said["who"]:
            found.append(FieldError(f"/steps/{number}/who", "required", "Say whom this step calls."))
        if seconds == days:
            found.append(FieldError(at_seconds, "required", "Say after_seconds or after_working_days, one of them."))
        elif days and not policy.working_time:
            message = f"{policy.urgency} does not wait for office hours; say after_seconds."
            found.append(FieldError(at_days, "not_in_working_days", message))
        elif counts_days and seconds and (number or step.after):
            message = "Count all later steps in working days, or none."
            found.append(FieldError(at_seconds, "mixed_units", message))
    if typed.get("hold_seconds") is not None and typed.get("hold_working_days") is not None:
        found.append(FieldError("/hold_seconds", "mixed_units", "Say hold_seconds or hold_working_days, not both."))
    return found


def _faults_of_order(policy: AlertPolicy) -> list[FieldError]:
    times = [(step.after_working_days, step.after) for step in policy.steps]
    return [
        FieldError(_time_field(policy, number), "out_of_order", "Each step comes later than the one before.")
        for number in range(1, len(times))
        if times[number] <= times[number - 1]
    ]


def _faults_of_lateness(policy: AlertPolicy, *, zone: str) -> list[FieldError]:
    urgency, steps = policy.urgency, policy.steps
    if urgency in AT_ONCE and steps[0].after:
        return [FieldError("/steps/0/after_seconds", "too_late", f"The first step of {urgency} is called at once.")]
    found = []
    if _length(steps[0], zone) > _standard("opened", urgency, zone):
        message = f"By then {urgency} should have been opened. Call the first step earlier."
        found.append(FieldError(_time_field(policy, 0), "too_late", message))
    for number, step in enumerate(steps[1:], 1):
        if _length(step, zone) > _standard("decided", urgency, zone):
            message = f"By then {urgency} should have been decided. Call this step earlier."
            found.append(FieldError(_time_field(policy, number), "too_late", message))
    return found


def _faults_of_hold(policy: AlertPolicy, zone: str) -> list[FieldError]:
    hold = policy.hold + policy.hold_working_days * _office_day(zone)
    default = alert_policies()[policy.urgency]
    longest = max(_standard("decided", policy.urgency, zone), default.hold)
    if SHORTEST_HOLD <= hold <= longest:
        return []
    field = "/hold_working_days" if policy.hold_working_days else "/hold_seconds"
    message = "A full acknowledgement holds for a minute at least, and until the decision standard at most."
    return [FieldError(field, "out_of_range", message)]


def _length(step: AlertStep, zone: str) -> timedelta:
    return step.after + step.after_working_days * _office_day(zone)


def _standard(step: str, urgency: str, zone: str) -> timedelta:
    found = standards()[step, urgency]
    return timedelta(seconds=found.seconds or 0) + (found.working_days or 0) * _office_day(zone)


def _office_day(zone: str) -> timedelta:
    """Return how long offices are open on a day: steps of office work in seconds count office hours only."""
    hours = calendar(zone)
    opens, closes = (timedelta(hours=at.hour, minutes=at.minute) for at in (hours.opens, hours.closes))
    return closes - opens


def _time_field(policy: AlertPolicy, number: int) -> str:
    unit = "after_working_days" if policy.steps[number].after_working_days else "after_seconds"
    return f"/steps/{number}/{unit}"


def _could_reach(call: Call, members: Sequence[Member]) -> bool:
    roles = (Role.SUPERVISOR,) if call.whom == "supervisors" else (Role.WORKER, Role.SUPERVISOR)
    return any(member.team_id == call.team_id and member.role in roles for member in members)


def _nobody(calls: Sequence[Call]) -> str:
    if not calls:
        return "No team of the county stands above this one, so this step would call nobody."
    if all(call.whom == "supervisors" for call in calls):
        return "Neither this team nor the one above it has a supervisor, so this step would call nobody."
    return "The team has no worker and no supervisor, so this step would call nobody."
