"""Group commit by a leader, without a thread of its own: many requests, one transaction, one fsync.

The request that finds nobody writing leads. It waits a moment for requests that are already being read in its
process (never when it is alone), takes the gate, takes everybody who waits by then, writes them in one
transaction, and wakes them after the commit. Measured: 3 ms of waiting costs less processor time than it saves.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sqlalchemy import Connection

from nightlamp.core.db import writing_connection

Job = TypeVar("Job")
Outcome = TypeVar("Outcome")

LIMIT = 32
PATIENCE_SECONDS = 0.003


@dataclass
class _Waiting(Generic[Job, Outcome]):
    job: Job
    wake: threading.Lock = field(default_factory=threading.Lock)
    done: bool = False
    outcome: Outcome | None = None
    error: Exception | None = None

    def result(self) -> Outcome:
        if self.error is not None:
            raise self.error
        assert self.outcome is not None  # noqa: S101  (done without error means that there is one)
        return self.outcome


class WriteGroup(Generic[Job, Outcome]):
    """One group a process. `write` gets a connection in a transaction and a batch; it answers in the same order.

    An outcome that is an exception is raised for its own request only. When `write` itself fails, each job of the
    batch is tried again in a transaction of its own, so that one bad job cannot fail the others.
    """

    def __init__(self, write: Callable[[Connection, Sequence[Job]], Sequence[Outcome | Exception]]) -> None:
        self._write = write
        self._lock = threading.Lock()
        self._waiting: deque[_Waiting[Job, Outcome]] = deque()
        self._busy = False
        self._expected = 0
        self._full = threading.Event()

    @contextmanager
    def expecting(self) -> Iterator[None]:
        """Tell the group that a job is being prepared: a leader waits a moment for it."""
        with self._lock:
            self._expected += 1
        try:
            yield
        finally:
            with self._lock:
                self._expected -= 1

    def run(self, job: Job) -> Outcome:
        """Write a job, alone or with others, and return its outcome after the commit. Call within `expecting()`."""
        mine: _Waiting[Job, Outcome] = _Waiting(job)
        if not self._lead(mine):
            mine.wake.acquire()
            if mine.done:
                return mine.result()
        self._write_all(mine)
        return mine.result()

    def _lead(self, mine: _Waiting[Job, Outcome]) -> bool:
        with self._lock:
            if not self._busy:
                self._busy = True
                return True
            mine.wake.acquire()
            self._waiting.append(mine)
            if self._expected <= len(self._waiting) + 1:
                self._full.set()
            return False

    def _write_all(self, mine: _Waiting[Job, Outcome]) -> None:
        batch = [mine]
        try:
            self._wait_for_others()
            with writing_connection() as connection:
                batch += self._take_waiting()
                self._settle(batch, self._write(connection, [item.job for item in batch]))
        except Exception as error:  # noqa: BLE001  (whatever it is, nobody may be left waiting)
            self._one_by_one(batch, error)
        finally:
            self._hand_over(batch)

    def _wait_for_others(self) -> None:
        with self._lock:
            others = self._expected > len(self._waiting) + 1
            self._full.clear()
        if others:
            self._full.wait(PATIENCE_SECONDS)

    def _take_waiting(self) -> list[_Waiting[Job, Outcome]]:
        with self._lock:
            return [self._waiting.popleft() for _ in range(min(LIMIT - 1, len(self._waiting)))]

    def _one_by_one(self, batch: Sequence[_Waiting[Job, Outcome]], error: Exception) -> None:
        if len(batch) == 1:
            batch[0].outcome, batch[0].error = None, error
            return
        for item in batch:
            item.outcome = item.error = None
            try:
                with writing_connection() as connection:
                    self._settle([item], self._write(connection, [item.job]))
            except Exception as own:  # noqa: BLE001  (its own request raises it)
                item.outcome, item.error = None, own

    @staticmethod
    def _settle(batch: Sequence[_Waiting[Job, Outcome]], outcomes: Sequence[Outcome | Exception]) -> None:
        for item, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, Exception):
                item.error = outcome
            else:
                item.outcome = outcome

    def _hand_over(self, batch: Sequence[_Waiting[Job, Outcome]]) -> None:
        with self._lock:
            following = self._waiting.popleft() if self._waiting else None
            self._busy = following is not None
        for item in batch[1:]:
            item.done = True
            item.wake.release()
        if following is not None:
            following.wake.release()
