"""What a report needs next, and who is named in it. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from nightlamp.core.text import folded_name, folded_phone
from nightlamp.practice.content import due_at

# A telephone number without its area code has seven or eight digits.
_LEAST_PHONE = 7
STEPS = ("opened", "decided", "agency_told", "child_seen")
NEW, OPENED, DECIDED, CLOSED = "new", "opened", "decided", "closed"


@dataclass(frozen=True)
class Due:
    """The next step that a report waits for, from when, and by when (None where no standard is set)."""

    step: str
    began_at: datetime
    at: datetime | None


def pending_steps(priority: str, *, received_at: datetime, reached: Mapping[str, datetime], zone: str) -> list[Due]:
    """Return the steps that are still to come for an open report, soonest due first.

    All count from receipt, but telling another agency counts from the decision; a step without a standard is
    expected only when it is opening or deciding.
    """
    waiting = []
    for step in STEPS:
        if step in reached:
            continue
        began_at = reached.get("decided") if step == "agency_told" else received_at
        if began_at is None:
            continue
        at = due_at(step, priority, began_at, zone=zone)
        if at is not None or step in ("opened", "decided"):
            waiting.append(Due(step, began_at, at))
    return sorted(waiting, key=lambda due: (due.at is None, due.at or received_at, STEPS.index(due.step)))


def next_due(priority: str, *, received_at: datetime, reached: Mapping[str, datetime], zone: str) -> Due | None:
    """Return the step that a report waits for now, or None when everything expected is done.

    Before the decision only opening and deciding count: nobody can be told of what nobody has read.
    """
    waiting = pending_steps(priority, received_at=received_at, reached=reached, zone=zone)
    if "decided" not in reached:
        waiting = [due for due in waiting if due.step in ("opened", "decided")]
        return min(waiting, key=lambda due: STEPS.index(due.step)) if waiting else None
    return waiting[0] if waiting else None


@dataclass(frozen=True)
class Person:
    """A member of staff, as matching needs them."""

    account_id: int
    name: str
    phone: str | None


def named_in(content: Mapping[str, Any], staff: Iterable[Person]) -> set[int]:
    """Return the staff who are named in a report: by name or phone, in a field or anywhere in its words.

    Too many is the safe side: who is left out only means that somebody else is called. Names of one character and
    numbers of less than seven digits are never matched. The reporter's own name and phone do not count.
    """
    words = folded_name(" ".join(_texts(content)))
    found = set()
    for person in staff:
        name, phone = _folded(person)
        if (len(name) > 1 and name in words) or (len(phone) >= _LEAST_PHONE and phone in words):
            found.add(person.account_id)
    return found


@lru_cache(maxsize=8192)
def _folded(person: Person) -> tuple[str, str]:
    """Return a colleague's name and phone for comparison, remembered: each report is held against the same people."""
    return folded_name(person.name), folded_phone(person.phone or "")


def ages_of(children: Sequence[Mapping[str, Any]]) -> list[float]:
    """Return the known ages of children, in years."""
    return [child["age"] for child in children if child.get("age") is not None]


def excerpt(text: str, limit: int = 80) -> str:
    """Return the first sentence of a text, at most `limit` characters."""
    line = " ".join(text.split())
    for position, character in enumerate(line[:limit]):
        if character in "。！？!?" or line[position : position + 2] == ". ":
            return line[: position + 1].rstrip("。.")
    return line if len(line) <= limit else line[: limit - 1] + "…"


def merged(content: Mapping[str, Any], additions: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what is known altogether: later answers stand beside earlier ones, and nothing is taken back.

    For deciding only; each report and addition keeps its own words.
    """
    whole: dict[str, Any] = {key: value for key, value in content.items()}
    for addition in additions:
        for key, value in addition.items():
            whole[key] = _together(key, whole.get(key), value)
    return whole


def _together(key: str, before: Any, after: Any) -> Any:
    """Return two statements of one field as one: lists and words are joined, a yes stays, null says nothing."""
    if before is None or after is None:
        return before if after is None else after
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        inner = "danger_now" if key == "answers" else ""
        return {**before, **{name: _together(inner, before.get(name), item) for name, item in after.items()}}
    if isinstance(before, list) and isinstance(after, list):
        return [*before, *(item for item in after if item not in before)]
    if key == "what":
        return "\n".join(text for text in (before, after) if text)
    return "yes" if key == "danger_now" and before == "yes" else after


def _texts(value: Any) -> Collection[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for key, item in value.items() if key not in ("reporter", "receipt") for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return []
