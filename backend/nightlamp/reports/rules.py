"""What a report needs next, and who is named in it. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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

    Lists and words are joined, and a yes stays. Only how the reporter may be called is the latest answer alone:
    what was safe once may be dangerous now. Each report and addition keeps its own words.
    """
    whole: dict[str, Any] = {key: value for key, value in content.items()}
    for addition in additions:
        for key, value in addition.items():
            whole[key] = _together(key, whole.get(key), value)
    return whole


def child_reports(statements: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether a child has reported for themself: once said, it stays so, whoever adds to it later."""
    return any((one.get("reporter") or {}).get("role") == "child" for one in statements)


def known(content: Mapping[str, Any], additions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a report as staff see it: what is known altogether, under the words that came first.

    `reasons` are those of the last time that a priority was worked out, from everything known by then.
    """
    statements = [content, *additions]
    worded = next((one for one in statements if (one.get("what") or "").strip()), content)
    reasons: list[Any] = next((one["reasons"] for one in reversed(statements) if one.get("reasons")), [])
    words = {"what": worded.get("what") or "", "what_by": worded.get("what_by")}
    return merged(content, additions) | words | {"reasons": reasons}


def _together(key: str, before: Any, after: Any) -> Any:
    """Return two statements of one field as one; null says nothing."""
    if before is None or after is None:
        return before if after is None else after
    if key in _TOGETHER:
        return _TOGETHER[key](before, after)
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return {**before, **{name: _together(name, before.get(name), item) for name, item in after.items()}}
    if isinstance(before, list) and isinstance(after, list):
        return _lists(before, after)
    return after


def _lists(before: Sequence[Any], after: Sequence[Any]) -> list[Any]:
    """Return two lists as one. A person who is told of again with more stands once, as told last."""
    whole, free = list(before), list(range(len(before)))
    for item in after:
        same = next((n for n in free if _says(item, before[n]) or _says(before[n], item)), None)
        if same is not None:
            free.remove(same)
            whole[same] = before[same] if _says(before[same], item) else item
        elif isinstance(item, Mapping) or item not in whole:
            whole.append(item)
    return whole


def _says(more: Any, less: Any) -> bool:
    """Tell whether one statement about a person holds all that another does; blank and unknown say nothing."""
    if not (isinstance(more, Mapping) and isinstance(less, Mapping)):
        return bool(more == less)
    return all(more.get(key) == value for key, value in less.items() if value not in (None, "", "unknown"))


def _words(before: str, after: str) -> str:
    return "\n".join(dict.fromkeys(text for text in (before, after) if text))


def _yes_stays(before: str, after: str) -> str:
    return "yes" if before == "yes" else after


def _answers(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    return {**before, **{name: _yes_stays(before.get(name, ""), item) for name, item in after.items()}}


def _latest_contact(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return the latest word on calling the reporter, whole: no time or name of an earlier one beside it."""
    return {**({"ok": before["ok"]} if "ok" in before else {}), **after}


def _nearest_pin(before: Mapping[str, Any], after: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the later point, whole; where the reporter stands does not hide where the child was seen."""
    return before if before.get("of") == "child" and after.get("of") != "child" else after


def _unless(nothing: str) -> Callable[[str, str], str]:
    """Return the way of a word that has a value for "not said": that one replaces none."""
    return lambda before, after: before if after == nothing else after


def _each(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that nobody could read; where two things bear one name both are kept."""
    twice = {key: [before[key], item] for key, item in after.items() if key in before and before[key] != item}
    return {**before, **after, **twice}


_TOGETHER: dict[str, Callable[[Any, Any], Any]] = {
    "what": _words,
    "detail": _words,
    "may_talk_to": _words,
    "must_not_know": _words,
    "danger_now": _yes_stays,
    "answers": _answers,
    "safe_contact": _latest_contact,
    "pin": _nearest_pin,
    "role": _unless("not_stated"),
    # A plain addition that leaves the mode out is read as anonymous.
    "mode": _unless("anonymous"),
    "unparsed": _each,
}


def _texts(value: Any) -> list[str]:
    """Return every text in a value, in order, but for the reporter's own."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, Mapping):
            waiting += [one[key] for key in reversed([*one]) if key not in ("reporter", "receipt")]
        elif isinstance(one, list):
            waiting += reversed(one)
    return found
