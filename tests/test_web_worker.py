"""Sixteen requests at once are sixteen threads' work: neither process takes more than it can serve."""

import http.client
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from nightlamp.core.config import Settings
from tests.support.serving import Server, serving

ROUNDS = 10
THREADS, PROCESSES = 8, 2
PATIENCE = 20.0


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with this process's id, once as many requests are being served as there are threads in all."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Connection", "close")])
    if environ["PATH_INFO"] == "/readyz":
        return [b""]
    here = Path(os.environ["NIGHTLAMP_HOME"]) / environ["PATH_INFO"].strip("/")
    (here / f"{os.getpid()}-{threading.get_ident()}").touch()
    until = time.monotonic() + PATIENCE
    while len(os.listdir(here)) < THREADS * PROCESSES:
        if time.monotonic() > until:
            return [b"alone"]
        time.sleep(0.01)
    return [str(os.getpid()).encode()]


def ask(server: Server, path: str) -> bytes:
    """Make one request on a connection of its own."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=3 * PATIENCE)
    try:
        line.request("GET", path)
        return line.getresponse().read()
    finally:
        line.close()


def test_a_process_without_a_free_thread_leaves_a_connection_to_the_other(settings: Settings, tmp_path: Path) -> None:
    with serving(settings, tmp_path, application="tests.test_web_worker:app") as server:
        for number in range(ROUNDS):
            (settings.home / f"round-{number}").mkdir()
            with ThreadPoolExecutor(THREADS * PROCESSES) as pool:
                served = Counter(pool.map(lambda path: ask(server, path), [f"/round-{number}"] * THREADS * PROCESSES))
            assert sorted(served.values()) == [THREADS] * PROCESSES, served


def test_what_finds_no_thread_free_waits_and_is_answered(settings: Settings, tmp_path: Path) -> None:
    with serving(settings, tmp_path, application="tests.test_web_worker:app") as server:
        (settings.home / "round").mkdir()
        with ThreadPoolExecutor(3 * THREADS * PROCESSES) as pool:
            served = list(pool.map(lambda path: ask(server, path), ["/round"] * 3 * THREADS * PROCESSES))
    assert len(served) == 3 * THREADS * PROCESSES
    assert all(process.isdigit() for process in served)
