"""How many files a report may hold, and what a sealed one tells of itself. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nightlamp.core.ids import RECEIPT_LENGTH, is_well_formed, normalise
from nightlamp.core.text import clean, read_json

# Enough for all that a worried person has, little enough that nobody fills a disk by one receipt. Our own figures.
MOST_FILES = 20
MOST_BYTES_TOGETHER = 60 * 1024 * 1024
# The first line of what was sealed: a receipt, a name and a few figures, padded.
_LONGEST_HEAD = 16 * 1024
_LONGEST_NAME = 120
_A_DAY = 86_400


@dataclass(frozen=True)
class Incoming:
    """A file as it came, and what its sender says of it. None: not said, or without sense."""

    receipt: str | None
    content: bytes
    name: str | None = None
    claimed_at: str | None = None
    seconds: float | None = None


def unfolded(plain: bytes) -> Incoming:
    """Return what a phone sealed: one line of JSON about the file, then the file. Never refuses.

    Without such a line everything is the file, and nobody knows whose.
    """
    line, mark, content = plain.partition(b"\n")
    try:
        head = read_json(line.decode("utf-8"), lenient=True) if mark and len(line) <= _LONGEST_HEAD else None
    except ValueError:
        head = None
    if not isinstance(head, dict):
        return Incoming(None, plain)
    return Incoming(
        receipt_of(head.get("receipt")),
        content,
        name=name_of(head.get("name")),
        claimed_at=_time(head.get("claimed_at")),
        seconds=_seconds(head.get("seconds")),
    )


def receipt_of(typed: Any) -> str | None:
    """Return a receipt, normalised, or None for what is none."""
    code = normalise(typed) if isinstance(typed, str) else ""
    return code if is_well_formed(code, RECEIPT_LENGTH) else None


def name_of(told: Any) -> str | None:
    """Return a file's name without folders and control characters; None when nothing of it is left."""
    if not isinstance(told, str):
        return None
    last = clean(told).replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable()).strip()[:_LONGEST_NAME] or None


def is_full(sizes: Mapping[Any, int], more: int) -> bool:
    """Tell whether a report that holds files of these sizes has no room for one more."""
    return len(sizes) >= MOST_FILES or sum(sizes.values()) + more > MOST_BYTES_TOGETHER


def _time(told: Any) -> str | None:
    try:
        moment = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
    return told if moment is not None and moment.tzinfo is not None and len(told) <= 40 else None


def _seconds(told: Any) -> float | None:
    is_number = isinstance(told, int | float) and not isinstance(told, bool)
    return round(float(told), 1) if is_number and 0 < told <= _A_DAY else None
