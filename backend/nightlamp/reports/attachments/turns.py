"""Let few files in at once: a process that draws pictures must still have hands free for reports."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from nightlamp.core.errors import DomainError

# A web process has eight threads (`nightlamp web`); a file may keep one of them for as long as a slow phone sends.
_MOST = 3
_turns = threading.BoundedSemaphore(_MOST)


@contextmanager
def turn() -> Iterator[None]:
    """Hold one of the few places of this process. Raises 503 `busy` when all are taken; the phone tries again."""
    if not _turns.acquire(blocking=False):
        raise DomainError(
            "Several files are arriving at this moment. Send it again in a few seconds.",
            status=503,
            code="busy",
            headers={"Retry-After": "5", "Connection": "close"},
        )
    try:
        yield
    finally:
        _turns.release()
