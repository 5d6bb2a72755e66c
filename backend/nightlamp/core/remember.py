"""Remember answers for a moment, in one process: for look-ups that are the same for thousands of reports."""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from flask import current_app

Value = TypeVar("Value")
_LIMIT = 5000
_PREFIX = "nightlamp.remembered."


def forget_everything() -> None:
    """Forget all that this process remembers. Verbs that change teams, roles, shifts or devices end with it."""
    with _lock:
        for name, kept in current_app.extensions.items():
            if str(name).startswith(_PREFIX):
                kept.clear()


class Remembered:
    """Answers by key, each for `seconds`. What changes in another process is seen after that at the latest."""

    def __init__(self, name: str, *, seconds: float) -> None:
        self._name, self._seconds = f"{_PREFIX}{name}", seconds

    def get(self, key: Hashable, find: Callable[[], Value]) -> Value:
        """Return the remembered answer, or find it now and remember it. None is remembered too."""
        kept, now = self._kept(), time.monotonic()
        found = kept.get(key)
        if found is not None and found[0] > now:
            answer: Value = found[1]
            return answer
        answer = find()
        if len(kept) >= _LIMIT:
            kept.clear()
        kept[key] = (now + self._seconds, answer)
        return answer

    def _kept(self) -> dict[Hashable, tuple[float, Any]]:
        extensions = current_app.extensions
        kept: dict[Hashable, tuple[float, Any]] | None = extensions.get(self._name)
        if kept is None:
            with _lock:
                kept = extensions.setdefault(self._name, {})
        return kept


_lock = threading.Lock()
