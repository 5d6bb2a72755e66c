"""Let few files in at once: a process that draws pictures must still have hands free for reports."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from nightlamp.core.errors import DomainError, TooManyAttempts
from nightlamp.core.lanes import count_of_request, lanes

# A web process has eight threads (`nightlamp web`); a file may keep one of them for as long as a slow phone sends.
_MOST = 3
# From one source within ten minutes: three reports with all the files that one may hold.
_MOST_FROM_ONE = 60
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


def slow_down(now: datetime) -> None:
    """Count one more file from where this request comes. Raises TooManyAttempts beyond the most; the phone keeps it.

    Only files are limited: reports, additions and messages never are.
    """
    if count_of_request("file", now=now, told_apart=True) > _MOST_FROM_ONE:
        raise TooManyAttempts(
            "Many photos and recordings came from here just now. Yours is kept on the phone and sends itself later. "
            "Words always go through.",
            code="too_many_files_at_once",
            headers={"Retry-After": str(lanes().left(now=now)), "Connection": "close"},
        )
