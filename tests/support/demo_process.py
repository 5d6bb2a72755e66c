"""`nightlamp demo` as `make demo` starts it: a process of its own, with children, on a free port of the loopback."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nightlamp.demo.people import PASSWORD
from tests.support.live import ROOT, free_port
from tests.support.serving import Answer, Server

# Far more than it takes on a slow machine: about ten seconds to fill and serve.
PATIENCE_SECONDS = 120.0
_HEARD = ("DATABASE_URL", "NIGHTLAMP_")


@dataclass(frozen=True)
class DemoProcess:
    """A running demo. `log` holds all that it and its children wrote."""

    process: subprocess.Popen[bytes]
    server: Server
    log: Path

    def wait_until_told(self) -> None:
        """Wait until it has printed its address."""
        self.wait_for(lambda: f"Nightlamp demo: http://localhost:{self.server.port}/" in self.log.read_text())

    def wait_for(self, happens: Callable[[], Any]) -> Any:
        """Wait until something is true, and return it. Fails when the demo ends before, or after PATIENCE_SECONDS."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if found := happens():
                return found
            assert self.process.poll() is None, self.log.read_text()[-3000:]
            time.sleep(0.05)
        raise AssertionError("It never happened: " + self.log.read_text()[-3000:])

    def signed_in(self, key: str) -> dict[str, str]:
        """Sign in as somebody of the demo; return the headers of their browser."""
        answer = self.server.send("POST", "/api/v1/session", {"email": f"{key}@demo.example", "password": PASSWORD})
        assert answer.status == 200, answer.raw
        return {"Cookie": answer.headers["set-cookie"].split(";")[0]}

    def get(self, path: str, browser: dict[str, str]) -> Answer:
        """GET a path of the API as somebody; anything but 200 fails."""
        answer = self.server.send("GET", f"/api/v1{path}", headers=browser)
        assert answer.status == 200, answer.raw
        return answer

    def family(self) -> set[int]:
        """Return the pids of the process and of all that it has started."""
        found, new = set[int](), {self.process.pid}
        while new:
            found |= new
            new = {child for pid in new for child in _children(pid)} - found
        return found


@contextmanager
def demo_process(home: Path, *arguments: str, database_url: str = "") -> Iterator[DemoProcess]:
    """Start `nightlamp demo` in this home; whatever of it still runs at the end is killed."""
    port = free_port()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_HEARD)}
    environment = inherited | {
        "PYTHONPATH": str(ROOT / "backend"),
        "NIGHTLAMP_HOME": str(home),
        "NIGHTLAMP_PORT": str(port),
        "DATABASE_URL": database_url,
    }
    log = home.parent / f"demo-{port}.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "nightlamp", "demo", *arguments],
            env=environment,
            cwd=home.parent,
            stdout=file,
            stderr=file,
            start_new_session=True,  # a group of its own, as under a terminal
        )
    try:
        yield DemoProcess(process, Server(port, log), log)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def still_running(pids: set[int]) -> set[int]:
    """Return those of these processes that have not ended; one that only waits to be reaped has."""
    return {pid for pid in pids if _state(pid) not in ("", "Z")}


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return ""


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
