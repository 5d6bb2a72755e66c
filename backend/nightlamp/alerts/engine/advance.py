"""advance(): the only function that moves an alert. No I/O beyond the caller's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from nightlamp.agencies.rules import TeamRef
from nightlamp.alerts.engine.calling import Callees
from nightlamp.alerts.engine.rules import Rung, everybody, ladder
from nightlamp.alerts.hearing.rules import Planned
from nightlamp.alerts.models import TRIGGERED, Alert, AlertEventKind
from nightlamp.alerts.policies.turns import Turns
from nightlamp.channels.queries import Address
from nightlamp.core.ids import new_key
from nightlamp.core.text import canonical
from nightlamp.practice.content import AlertPolicy


@dataclass(slots=True)
class FreshAlert:
    """An alert that is not stored yet: the columns of `Alert`, without what a mapped object costs a report."""

    id: int
    uuid: str
    subject: str
    team_id: int
    urgency: str
    raised_at: datetime
    ladder_from: datetime
    next_at: datetime | None
    decide_by: datetime | None
    policy_id: int | None = None
    state: str = TRIGGERED
    step: int = -1
    round: int = 0
    exhausted_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: int | None = None
    grade: str | None = None
    closed_at: datetime | None = None
    unverified: bool = False

    def row(self) -> dict[str, Any]:
        """Return its row of the table `alert`."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass
class Written:
    """Rows that moves of alerts add, and whose turn it was: the caller writes them in its transaction."""

    deliveries: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    turns: Turns = field(default_factory=Turns)


def advance(
    alert: Alert | FreshAlert,
    *,
    policy: AlertPolicy,
    teams: Sequence[TeamRef],
    callees: Callees,
    exclude: Collection[int],
    zone: str,
    now: datetime,
    written: Written,
    set_aside: Collection[int] = (),
    at_once: bool = False,
) -> None:
    """Call the next rung that reaches somebody, and set when the one after it is due. Never stops.

    An acknowledgement whose hold has run out rings again from the first rung. Empty rungs are skipped at once,
    and leave `nobody_on_duty` or `nobody_reachable`. After the last rung everybody is called again, every
    quarter of an hour (`repeat_seconds`), until somebody acknowledges. Office work rings in office hours only.

    `set_aside` have handed it back in this round, and are called again only when everybody is. `at_once` is asked
    for by a person: the next rung does not wait for its time, nor for office hours.
    """
    if alert.state != TRIGGERED:
        _ring_again(alert, now=now, written=written)
    rungs = ladder(policy, teams, start=alert.ladder_from, zone=zone)
    if at_once:
        rungs = _due_now(alert, rungs, policy, teams, zone=zone, now=now)
    elif alert.step < 0 and rungs[0].due_at > now:
        # Office work that begins to ring again at night waits for the morning.
        alert.next_at = rungs[0].due_at
        return
    again = policy.repeat_at(now, zone=zone)
    while alert.step + 1 < len(rungs):
        alert.step += 1
        rung = rungs[alert.step]
        away = {*exclude, *set_aside} if set_aside else exclude
        if _call(alert, rung, callees, exclude=away, zone=zone, now=now, written=written):
            alert.next_at = max(rungs[alert.step + 1].due_at, now) if alert.step + 1 < len(rungs) else again
            return
    alert.next_at = again
    _repeat(alert, rungs, callees, exclude=exclude, zone=zone, now=now, written=written)


def event_row(
    alert_id: int, kind: AlertEventKind, *, now: datetime, account_id: int | None = None, **detail: Any
) -> dict[str, Any]:
    """Return the row of one alert event. `detail` holds codes, counts and inner ids."""
    return {
        "id": new_key(),
        "alert_id": alert_id,
        "at": now,
        "kind": kind,
        "account_id": account_id,
        "detail": canonical(detail).decode(),
    }


def _ring_again(alert: Alert | FreshAlert, *, now: datetime, written: Written) -> None:
    written.events.append(
        event_row(alert.id, "hold_expired", now=now, account_id=alert.acknowledged_by, grade=alert.grade)
    )
    alert.state, alert.step, alert.round = TRIGGERED, -1, alert.round + 1
    alert.ladder_from, alert.exhausted_at = now, None
    alert.acknowledged_at = alert.acknowledged_by = alert.grade = None


def _due_now(
    alert: Alert | FreshAlert,
    rungs: list[Rung],
    policy: AlertPolicy,
    teams: Sequence[TeamRef],
    *,
    zone: str,
    now: datetime,
) -> list[Rung]:
    """Return the ladder such that the next rung is due now at the latest, with those after it in their distances.

    Else an alert that was held for an hour would call all of its rungs one upon the other.
    """
    late = now - rungs[min(alert.step + 1, len(rungs) - 1)].due_at
    if late <= timedelta():
        return rungs
    alert.ladder_from += late
    return ladder(policy, teams, start=alert.ladder_from, zone=zone)


def _call(
    alert: Alert | FreshAlert,
    rung: Rung,
    callees: Callees,
    *,
    exclude: Collection[int],
    zone: str,
    now: datetime,
    written: Written,
) -> bool:
    """Queue one delivery for each address of a rung; tell whether anybody can be expected to hear."""
    people: Sequence[int] = callees.people(rung.calls, exclude=exclude)
    if rung.round_robin:
        people = written.turns.next_of(rung.team_id, people, can_hear=callees.can_hear)
    plan = callees.plan(people, alert.urgency, zone=zone, now=now)
    written.deliveries += [_delivery(alert, address, due_at, now=now) for address, due_at in plan]
    heard = any(address.working is not False for address, _ in plan)
    kind: AlertEventKind = "alert_escalated" if alert.step else "alert_called"
    if not heard:
        kind = "nobody_reachable" if people else "nobody_on_duty"
    called = _whom(people, plan) | {"team": rung.team_id}
    written.events.append(event_row(alert.id, kind, now=now, step=alert.step, round=alert.round, **called))
    return heard


def _whom(people: Sequence[int], plan: Planned) -> dict[str, Any]:
    """Return how many a call names, and who of them (inner ids) has nothing that could be tried."""
    told = {address.account_id for address, _ in plan}
    untold = [person for person in people if person not in told]
    return {"people": len(people)} | ({"untold": untold} if untold else {})


def _repeat(
    alert: Alert | FreshAlert,
    rungs: Sequence[Rung],
    callees: Callees,
    *,
    exclude: Collection[int],
    zone: str,
    now: datetime,
    written: Written,
) -> None:
    """Call everybody of the ladder once more, at once when it has just run out with nobody to hear."""
    first_time = alert.exhausted_at is None
    alert.exhausted_at = alert.exhausted_at or now
    alert.round += 1
    people = callees.people(everybody(rungs), exclude=exclude)
    plan = callees.plan(people, alert.urgency, zone=zone, now=now)
    written.deliveries += [_delivery(alert, address, due_at, now=now) for address, due_at in plan]
    kind: AlertEventKind = "alert_exhausted" if first_time else "alert_repeated"
    written.events.append(event_row(alert.id, kind, now=now, round=alert.round, **_whom(people, plan)))


def _delivery(alert: Alert | FreshAlert, address: Address, due_at: datetime, *, now: datetime) -> dict[str, Any]:
    return {
        "id": new_key(),
        "alert_id": alert.id,
        "kind": "alert",
        "round": alert.round,
        "step": alert.step,
        "account_id": address.account_id,
        "channel": address.channel,
        "address": address.address,
        "state": "pending",
        "due_at": due_at,
        "attempts": 0,
        "created_at": now,
    }
