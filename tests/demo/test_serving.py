"""How the demo's processes live and end together."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from nightlamp.core.config import SettingError
from nightlamp.demo.serve import check_port, demo_settings, serve

# A Tuesday afternoon in Shanghai.
NOW = datetime(2026, 3, 3, 7, 20, tzinfo=UTC)


@pytest.fixture
def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


_SERVE = """
import sys
from nightlamp.demo.serve import demo_settings, serve
settings = demo_settings()
python = sys.executable
web = [python, "-c", "import http.server as h; h.HTTPServer(('127.0.0.1', %d), None).serve_forever()" % settings.port]
other = [python, "-c", sys.argv[1]]
raise SystemExit(serve(settings, [web, other]))
"""


@pytest.fixture
def serving(tmp_path: Path, free_port: int) -> Iterator[Any]:
    """Start `serve` with a stand-in for the web and another process, in a process of its own."""
    started: list[subprocess.Popen[str]] = []

    def start(other: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "NIGHTLAMP_HOME": str(tmp_path), "NIGHTLAMP_PORT": str(free_port)}
        environment["PYTHONPATH"] = str(Path(__file__).parents[1] / "backend")
        process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, other], env=environment, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(10)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_both_processes(serving: Any, free_port: int, number: signal.Signals) -> None:
    process = serving("import time; time.sleep(60)")
    assert f":{free_port}/" in process.stdout.readline()
    process.send_signal(number)
    assert process.wait(15) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", free_port)) != 0


def test_when_one_process_ends_so_does_the_other(serving: Any, free_port: int) -> None:
    process = serving("import time; time.sleep(1)")
    assert process.wait(15) == 1
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", free_port)) != 0


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = demo_settings({"NIGHTLAMP_PORT": str(taken.getsockname()[1])})
        with pytest.raises(SettingError, match=r"Port \d+ .* another Nightlamp .* Or set NIGHTLAMP_PORT"):
            serve(settings, [])


def test_a_demo_that_still_runs_on_this_home_is_named_with_how_to_end_it(
    serving: Any, free_port: int, tmp_path: Path
) -> None:
    process = serving("import time; time.sleep(60)  # nightlamp")
    assert process.stdout.readline()
    settings = demo_settings({"NIGHTLAMP_PORT": str(free_port), "NIGHTLAMP_HOME": str(tmp_path)})
    with pytest.raises(SettingError, match=rf"{tmp_path} is running, process {process.pid}\. .*`kill {process.pid}`"):
        check_port(settings)
    left = [int(line) for line in (tmp_path / "demo.pid").read_text().split()]
    process.kill()
    process.wait()
    with pytest.raises(SettingError, match=rf"process {left[2]}\. .*`kill {left[2]}`"):
        check_port(settings)
    for pid in left[1:]:
        os.kill(pid, signal.SIGKILL)
