"""How gunicorn's processes share what comes in: whoever has no thread free leaves the next connection to another."""

from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class FairWorker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's threaded worker, but it accepts no connection while all of its threads are busy.

    gunicorn's own accepts whatever comes and lets it queue. Of many connections that come at once one process may
    take all, and keeps them as long as they live, while the other has nothing to do. What nobody accepts waits in
    the kernel for whoever is free first, and is not lost with a process that dies.
    """

    _busy = 0
    _most = 0

    @property
    def worker_connections(self) -> int:
        """How many connections it may have open: no more than it has while no thread is free."""
        return self._most if self._busy < self.cfg.threads else 0

    @worker_connections.setter
    def worker_connections(self, most: int) -> None:
        self._most = most

    def enqueue_req(self, conn: Any) -> None:
        """Give a request to a thread. Runs on the main thread, as what follows does."""
        self._busy += 1
        super().enqueue_req(conn)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """Take the connection back from its thread."""
        self._busy -= 1
        super().finish_request(conn, fs)
