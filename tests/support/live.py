"""A whole installation as it runs for people: gunicorn, a dispatcher, the built front end, on loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nightlamp.cli import initialise
from nightlamp.core.clock import utc_now
from nightlamp.core.config import Settings, read_settings
from nightlamp.core.db import db
from nightlamp.places.actions import DEMO_VILLAGES, import_places
from tests.support.town import found_town

ROOT = Path(__file__).parents[2]


@dataclass
class Live:
    """A running installation. `origin` is where browsers find it."""

    origin: str
    settings: Settings
    web: subprocess.Popen[bytes]
    dispatcher: subprocess.Popen[bytes]


@contextmanager
def running(
    home: Path, *, push_origin: str = "", database_url: str | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[Live]:
    """Run Xihu with its people (no phones yet) in `home`; stop everything at the end. `settings`: more of them."""
    port = free_port()
    environment = {
        "NIGHTLAMP_HOME": str(home),
        "NIGHTLAMP_PORT": str(port),
        "NIGHTLAMP_ORIGIN": f"http://localhost:{port}",
        "NIGHTLAMP_PUSH_HOSTS": push_origin,
        **(settings or {}),
    }
    if database_url:
        environment["DATABASE_URL"] = database_url
    known = read_settings(environment)
    app = initialise(known, kind="demo")
    with app.app_context():
        import_places(DEMO_VILLAGES)
        found_town(app, utc_now, phones=False)
        db.session.remove()
        db.engine.dispose()
    with processes(environment, known) as live:
        yield live


@contextmanager
def processes(environment: dict[str, str], settings: Settings) -> Iterator[Live]:
    """Start web and dispatcher with this environment, wait until they answer, and stop them at the end."""
    log = (settings.home / "processes.log").open("ab")
    everything = {**os.environ, **environment, "PYTHONPATH": f"{ROOT / 'backend'}"}
    started = [
        subprocess.Popen([sys.executable, "-m", "nightlamp", name], env=everything, cwd=ROOT, stdout=log, stderr=log)
        for name in ("web", "dispatcher")
    ]
    try:
        _wait(f"http://127.0.0.1:{settings.port}/readyz", started)
        yield Live(f"http://localhost:{settings.port}", settings, *started)
    finally:
        for process in started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in started:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        log.close()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, started: list[subprocess.Popen[bytes]]) -> None:
    for _ in range(300):
        if any(process.poll() is not None for process in started):
            break
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The installation did not start; see processes.log in its home.")
