"""Read the practice data once, and answer questions about it. The data files are the truth; this only reads."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from nightlamp.practice import VERSION
from nightlamp.practice.working_time import Calendar, add_working_days, add_working_time, next_open_moment

LANGUAGES = ("zh-CN", "en")
STEPS = ("opened", "decided", "agency_told", "child_seen")
_FOLDER = Path(__file__).parent / "data"


@cache
def read(name: str) -> dict[str, Any]:
    """Return one data file."""
    content: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return content


@cache
def codes(name: str) -> tuple[str, ...]:
    """Return the codes of one list, in its order."""
    return tuple(item["code"] for item in read(name)["items"])


@cache
def disposition(code: str) -> dict[str, Any]:
    """Return one disposition. Raises KeyError for an unknown code."""
    return {item["code"]: item for item in read("dispositions")["items"]}[code]  # type: ignore[no-any-return]


@cache
def role(code: str) -> dict[str, Any]:
    """Return one reporter role. Raises KeyError for an unknown code."""
    return {item["code"]: item for item in read("roles")["items"]}[code]  # type: ignore[no-any-return]


@cache
def calendar(zone: str) -> Calendar:
    """Return the working calendar in a time zone."""
    data = read("calendar")
    return Calendar(
        zone=ZoneInfo(zone),
        opens=time.fromisoformat(data["opens"]),
        closes=time.fromisoformat(data["closes"]),
        weekdays=frozenset(data["weekdays"]),
        holidays=frozenset(date.fromisoformat(d) for d in data["holidays"]),
        working_weekend_days=frozenset(date.fromisoformat(d) for d in data["working_weekend_days"]),
    )


@dataclass(frozen=True)
class Standard:
    """How long a step may take at one priority: by the clock (`seconds`), or in working days."""

    step: str
    priority: str
    seconds: int | None
    working_days: int | None

    def due_at(self, start: datetime, *, zone: str) -> datetime:
        """Return when the step is due that began at `start`."""
        if self.working_days is not None:
            return add_working_days(calendar(zone), start, self.working_days)
        return start + timedelta(seconds=self.seconds or 0)


@cache
def standards() -> dict[tuple[str, str], Standard]:
    """Return every standard by (step, priority). A pair that is missing has no standard."""
    return {
        (item["step"], item["priority"]): Standard(
            item["step"], item["priority"], item.get("seconds"), item.get("working_days")
        )
        for item in read("standards")["items"]
    }


def due_at(step: str, priority: str, start: datetime, *, zone: str) -> datetime | None:
    """Return when a step is due, or None where there is no standard."""
    found = standards().get((step, priority))
    return found.due_at(start, zone=zone) if found else None


def standard_seconds(step: str, priority: str) -> int | None:
    """Return a step's standard in seconds; None where there is none, or where it counts working days."""
    found = standards().get((step, priority))
    return found.seconds if found else None


@dataclass(frozen=True)
class AlertStep:
    """One step of an alert: how long after raising, and whom it calls: all of them, or one of them in turn."""

    after: timedelta
    after_working_days: int
    who: tuple[str, ...]
    round_robin: bool = False


# However close the steps of a policy stand, the teams above are given this long each.
LEAST_GAP = timedelta(seconds=60)


@dataclass(frozen=True)
class AlertPolicy:
    """The steps of one urgency (one at least), and how long a full acknowledgement holds."""

    urgency: str
    steps: tuple[AlertStep, ...]
    working_time: bool
    hold: timedelta
    hold_working_days: int

    def step_at(self, number: int, raised_at: datetime, *, zone: str) -> datetime:
        """Return when step `number` (from 0) is due."""
        step = self.steps[number]
        if not self.working_time:
            return raised_at + step.after
        if step.after_working_days:
            return add_working_days(calendar(zone), raised_at, step.after_working_days)
        if not step.after:
            return next_open_moment(calendar(zone), raised_at)
        return add_working_time(calendar(zone), raised_at, step.after)

    @property
    def takes_turns(self) -> bool:
        """Tell whether some step calls one person at a time."""
        return any(step.round_robin for step in self.steps)

    def above_at(self, last: datetime, *, zone: str) -> datetime:
        """Return when the team above is due after a rung that was due at `last`: the gap of the last two steps.

        With a single step it is the gap of the default policy.
        """
        before, step = (self.steps if len(self.steps) > 1 else alert_policies()[self.urgency].steps)[-2:]
        if step.after_working_days:
            return add_working_days(calendar(zone), last, max(step.after_working_days - before.after_working_days, 1))
        gap = max(step.after - before.after, LEAST_GAP)
        return add_working_time(calendar(zone), last, gap) if self.working_time else last + gap

    def repeat_at(self, now: datetime, *, zone: str) -> datetime:
        """Return when an alert that has run through all its steps rings next."""
        again = now + repeat_every()
        return next_open_moment(calendar(zone), again) if self.working_time else again

    def holds_until(self, acknowledged_at: datetime, *, zone: str) -> datetime:
        """Return when a full acknowledgement without a decision rings again."""
        if self.hold_working_days:
            return add_working_days(calendar(zone), acknowledged_at, self.hold_working_days)
        return acknowledged_at + self.hold


@cache
def alert_policies() -> dict[str, AlertPolicy]:
    """Return the default policy of each urgency."""
    return {item["urgency"]: _policy(item) for item in read("alert_steps")["items"]}


def repeat_every() -> timedelta:
    """Return how often an alert rings that has run through all its steps. It never stops."""
    return timedelta(seconds=read("alert_steps")["repeat_seconds"])


def provisional_hold() -> timedelta:
    """Return how long an acknowledgement from the notification alone holds."""
    return timedelta(seconds=read("alert_steps")["provisional_hold_seconds"])


@cache
def priority_words(language: str) -> dict[str, str]:
    """Return what each priority is called in one of our languages, by its code."""
    return {item["code"]: item["label"][language] for item in read("priorities")["items"]}


@cache
def published() -> dict[str, Any]:
    """Return what `GET /practice` answers: every list with its labels in every language."""
    lists = ("concerns", "circumstances", "roles", "questions", "about", "priorities", "tracks", "dispositions")
    content: dict[str, Any] = {"version": VERSION, "languages": list(LANGUAGES)}
    content.update({name: read(name)["items"] for name in lists})
    content["circumstances"] = [
        {**item, "source": read("circumstances")["source"]} for item in content["circumstances"]
    ]
    content["standards"] = [
        {"step": s.step, "priority": s.priority, "seconds": s.seconds, "working_days": s.working_days}
        for s in standards().values()
    ]
    content["indicators"] = read("indicators")["items"]
    content["replies"] = read("replies")["items"]
    return content


def _policy(item: dict[str, Any]) -> AlertPolicy:
    return AlertPolicy(
        urgency=item["urgency"],
        steps=tuple(
            AlertStep(timedelta(seconds=s.get("after", 0)), s.get("after_working_days", 0), tuple(s["who"]))
            for s in item["steps"]
        ),
        working_time=item["working_time"],
        hold=timedelta(seconds=item.get("full_hold", 0)),
        hold_working_days=item.get("full_hold_working_days", 0),
    )
