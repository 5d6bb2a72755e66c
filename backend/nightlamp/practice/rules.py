"""What practice concludes from answers. Pure: answers come in; a priority with its reasons, or a duty, goes out.

First priority: the first match wins (the table stands in docs/practice.md). Unknown is never treated as no: it
cannot lower.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

PRIORITIES = ("P0", "P1", "P2", "P3", "P4")

TODAY_QUESTIONS = (
    "child_under_6_injured",
    "private_injury_or_pregnancy_under_14",
    "serious_or_patterned_injury",
    "sexual_access_48h",
    "young_child_alone_now",
    "threat_to_kill_or_remove",
    "afraid_to_go_home",
    "self_harm",
    "missing_or_trafficked",
    "no_capable_carer",
)
THREE_DAY_QUESTIONS = ("carer_has_access", "pattern", "cannot_speak_or_disabled", "medical_neglect")
QUESTIONS = TODAY_QUESTIONS + THREE_DAY_QUESTIONS

_STRENGTH = {"no": 0, "unknown": 1, "yes": 2}


@dataclass(frozen=True)
class Reason:
    """One answer that mattered: it decided the priority, or is still open. `derived`: from ages and concerns."""

    question: str
    answer: str
    effect: str
    derived: bool = False


@dataclass(frozen=True)
class Priority:
    """A priority with its reasons, the deciding ones first."""

    code: str
    reasons: tuple[Reason, ...]


def first_priority(
    *,
    danger_now: str,
    answers: Mapping[str, str],
    concerns: Collection[str] = (),
    ages: Sequence[float] = (),
) -> Priority:
    """Return the first priority of a report.

    `danger_now` and `answers` are yes, no or unknown; a missing answer is unknown. `ages` are in years.
    """
    known = {q: answers.get(q, "unknown") for q in QUESTIONS}
    derived = {q for q in derived_yes(concerns, ages) if known[q] != "yes"}
    known.update(dict.fromkeys(derived, "yes"))
    if danger_now == "yes":
        return Priority("P0", (Reason("danger_now", "yes", "decides"), *_open(known)))
    yes = [Reason(q, "yes", "decides", q in derived) for q in TODAY_QUESTIONS if known[q] == "yes"]
    if danger_now == "unknown":
        yes.insert(0, Reason("danger_now", "unknown", "decides"))
    if yes:
        return Priority("P1", (*yes, *_open(known)))
    if set(concerns) == {"risk_only"}:
        return Priority("P4", (Reason("risk_only", "yes", "decides", derived=True),))
    three_days = [q for q in THREE_DAY_QUESTIONS if known[q] == "yes"]
    open_questions = _open(known)
    if three_days or open_questions:
        return Priority("P2", (*(Reason(q, "yes", "decides") for q in three_days), *open_questions))
    return Priority("P3", tuple(Reason(q, "no", "decides") for q in THREE_DAY_QUESTIONS))


def derived_yes(concerns: Collection[str], ages: Sequence[float]) -> set[str]:
    """Return the questions that concerns and ages answer with yes by themselves.

    Under eight and unattended: Law on the Protection of Minors, article 21.
    """
    found = {c for c in ("self_harm", "missing_or_trafficked") if c in concerns}
    if "physical" in concerns and any(age < 6 for age in ages):
        found.add("child_under_6_injured")
    if {"unattended", "abandonment"} & set(concerns) and any(age < 8 for age in ages):
        found.add("young_child_alone_now")
    return found


def is_lower(new: str, old: str) -> bool:
    """Tell whether `new` is a lower priority (a longer wait) than `old`."""
    return PRIORITIES.index(new) > PRIORITIES.index(old)


def stronger(first: str, second: str) -> str:
    """Return the answer that counts when two are given: yes before unknown before no."""
    return max(first, second, key=_STRENGTH.__getitem__)


def police_report(*, obligation: str, circumstances: Collection[str]) -> str:
    """Return which answer of `police_report.json` holds for somebody who asks "must I report this?".

    `obligation` is that of their role (`roles.json`): work, police, guardian or none. `circumstances` are those of
    the nine that they think may fit; one is enough, for suspecting is (2020 Opinions, articles 2 and 4). Which one
    it is makes no difference. Raises KeyError for an obligation that is none of the four.
    """
    serious, otherwise = _POLICE_REPORT[obligation]
    return serious if circumstances else otherwise


# Guardians: Law on the Protection of Minors, article 20 ("when it is serious"; each of the nine is). All others may
# report, and those at work also should where none of the nine fits: article 11.
_POLICE_REPORT = {
    "work": ("work_must", "work_should"),
    "police": ("police_must", "work_should"),
    "guardian": ("guardian_must", "anyone_may"),
    "none": ("anyone_serious", "anyone_may"),
}


def _open(known: Mapping[str, str]) -> tuple[Reason, ...]:
    return tuple(_OPEN[q] for q in QUESTIONS if known[q] == "unknown")


_OPEN = {q: Reason(q, "unknown", "open") for q in QUESTIONS}
