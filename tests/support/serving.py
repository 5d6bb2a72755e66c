"""The application as people reach it: gunicorn on a free port of the loopback, over a database of a test."""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nightlamp.cli import web_command
from nightlamp.core.config import Settings

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = "nightlamp.wsgi:app"


@dataclass(frozen=True)
class Answer:
    """What came back over the wire."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.raw)


@dataclass(frozen=True)
class Server:
    """A running gunicorn. `log` holds all that it wrote."""

    port: int
    log: Path

    def send(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Answer:
        """Make one request on this thread's own kept connection."""
        try:
            return self._send(method, path, body, headers)
        except http.client.RemoteDisconnected:
            # A kept connection may be closed by the server in the moment in which it is used again (RFC 9110, 9.2.2).
            if method != "GET":
                raise
            return self._send(method, path, body, headers)

    def _send(self, method: str, path: str, body: Any, headers: Mapping[str, str] | None) -> Answer:
        connection = self._connection()
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        given = {"Content-Type": "application/json"} | dict(headers or {})
        try:
            connection.request(method, path, raw, given)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        except (OSError, http.client.HTTPException):
            connection.close()
            raise

    def _connection(self) -> http.client.HTTPConnection:
        kept = _kept.__dict__.setdefault("connections", {})
        if self.port not in kept:
            kept[self.port] = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        found: http.client.HTTPConnection = kept[self.port]
        return found


_kept = threading.local()


@contextmanager
def serving(settings: Settings, folder: Path, *, application: str = PRODUCTION) -> Iterator[Server]:
    """Serve a home and its database as production does, or another application so; ends the processes afterwards."""
    port = _free_port()
    log = folder / "gunicorn.log"
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT / 'backend'}:{ROOT}",
        "NIGHTLAMP_HOME": str(settings.home),
        "DATABASE_URL": settings.database_url,
        "NIGHTLAMP_PORT": str(port),
        "NIGHTLAMP_ORIGIN": f"http://127.0.0.1:{port}",
    }
    command = [application if word == PRODUCTION else word for word in web_command(replace(settings, port=port))]
    assert application in command
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, *command[1:]], env=environment, cwd=folder, stdout=file, stderr=file
        )
    try:
        server = Server(port, log)
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Server, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            if server.send("GET", "/readyz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("gunicorn did not start: " + server.log.read_text()[-2000:])
