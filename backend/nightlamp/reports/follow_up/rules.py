"""What in a text could give away who reported, and when the reporter is owed a word. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from nightlamp.core.text import folded_name, folded_phone
from nightlamp.reports.rules import CLOSED, DECIDED

FindingKind = Literal["name", "phone", "institution", "own_words", "role", "reporting"]
FINDING_KINDS: tuple[FindingKind, ...] = ("name", "phone", "institution", "own_words", "role", "reporting")

# So many characters in a row that are the reporter's own are a quotation: about five words in either language.
_QUOTED_CHINESE, _QUOTED_OTHER = 10, 28
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Finding:
    """Something in a text that could reveal the reporter; `text` is where it says so, as it stands there."""

    kind: FindingKind
    text: str


def revealing(
    text: str,
    *,
    identity: Mapping[str, Any],
    reporter: Mapping[str, Any],
    own_words: Iterable[str],
    known_words: Mapping[str, Any],
) -> list[Finding]:
    """Return what in a text for a family or an agency could reveal who reported, the surest first.

    `identity` holds the reporter's name and phone, `reporter` role and institution, `own_words` what they wrote,
    `known_words` the practice data of that name. Nothing found is no proof: only one teacher may have known.
    """
    found: list[Finding] = []
    folded = folded_name(text)
    for part in _name_parts(str(identity.get("name") or "")):
        if folded_name(part) in folded:
            found.append(Finding("name", part))
            break
    phone = folded_phone(str(identity.get("phone") or ""))
    if len(phone) >= 7 and phone in folded_phone(text):
        found.append(Finding("phone", str(identity["phone"])))
    institution = str(reporter.get("institution") or "").strip()
    if len(institution) > 1 and folded_name(institution) in folded:
        found.append(Finding("institution", institution))
    if quoted := _quotation(text, own_words):
        found.append(Finding("own_words", quoted))
    found += _worded("role", text, known_words["roles"].get(reporter.get("role") or "", ()))
    found += _worded("reporting", text, known_words["reporting"])
    return found


def overdue_steps(
    state: str,
    reached: set[str],
    promised: Mapping[str, datetime | None],
    *,
    result_due_at: datetime | None,
    now: datetime,
) -> list[str]:
    """Return the promises whose time has passed and that nobody has kept: opened and decided, then told."""
    if state in (DECIDED, CLOSED):
        return ["result_told"] if result_due_at is not None and result_due_at < now else []
    return [step for step, at in promised.items() if step not in reached and at is not None and at < now]


def _name_parts(name: str) -> list[str]:
    """Return what a person is called by: the whole name, and of a Chinese name also the given name alone."""
    bare = name.strip()
    if len(bare) < 2:
        return []
    given = bare[1:] if _HAN.search(bare) and len(bare) > 2 else ""
    return [bare, given] if given else [bare]


def _quotation(text: str, own_words: Iterable[str]) -> str | None:
    """Return the first run of a text that stands in the reporter's words too, long enough to be theirs."""
    line = " ".join(text.split())
    for words in own_words:
        own = " ".join(words.split()).casefold()
        for start in range(len(line)):
            length = _QUOTED_CHINESE if _HAN.match(line[start]) else _QUOTED_OTHER
            run = line[start : start + length]
            if len(run) == length and run.casefold() in own:
                return run
    return None


def _worded(kind: FindingKind, text: str, words: Iterable[str]) -> list[Finding]:
    lowered = text.casefold()
    return [Finding(kind, word) for word in words if word.casefold() in lowered][:3]
