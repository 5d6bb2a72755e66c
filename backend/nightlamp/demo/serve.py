"""Run the demo: the web and the dispatcher as two processes that live and end together."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

from nightlamp.core.config import SettingError, Settings, read_settings
from nightlamp.demo.people import PASSWORD, POSTS, SIGN_INS

HOME = Path("var") / "demo"
START_SECONDS = 30.0
STOP_SECONDS = 30.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def demo_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the demo and its processes: as given, but at home under var/demo by default."""
    named = environ.get("NIGHTLAMP_HOME", "").strip() or environ.get("NIGHTLAMP_HOME_FILE", "").strip()
    return {**environ} if named else {**environ, "NIGHTLAMP_HOME": str(HOME.resolve())}


def demo_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of the demo. Raises SettingError for a value that makes no sense."""
    return read_settings(demo_environment(os.environ if environ is None else environ))


def welcome(settings: Settings) -> str:
    """Return what to tell whoever started the demo: the address, and the sign-ins."""
    people = {post.key: post for post in POSTS}
    lines = [f"  {people[key].email:<26} {PASSWORD}   {people[key].name}" for key in SIGN_INS]
    return "\n".join(
        [
            f"Nightlamp demo: {settings.public_origin}/",
            f"For staff:      {settings.public_origin}/staff/",
            *lines,
            f"Everything in it is invented. Its home is {settings.home}; remove that folder to begin anew.",
            "",
        ]
    )


def serve(settings: Settings, commands: Sequence[Sequence[str]], *, environ: Mapping[str, str] | None = None) -> int:
    """Run these commands until a signal comes or one of them ends, then end the others; return the exit code.

    0 after a signal, 1 when one ended by itself. The address is told when it answers, so that no one comes too soon.
    Raises SettingError when the port is taken.
    """
    environment = demo_environment(os.environ if environ is None else environ)
    check_port(settings)
    asked: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        asked.append(number)

    # Under nohup the terminal's end is ignored, and stays so.
    heard = [number for number in _SIGNALS if number is signal.SIGINT or signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heard}
    processes = [subprocess.Popen(command, env=environment) for command in commands]  # noqa: S603  (our own)
    told = False
    began = time.monotonic()
    try:
        _pid_file(settings).write_text("".join(f"{pid}\n" for pid in (os.getpid(), *(p.pid for p in processes))))
        while not asked and all(process.poll() is None for process in processes):
            if not told and (_answers(settings) or time.monotonic() - began > START_SECONDS):
                told = True
                sys.stdout.write(welcome(settings))
                sys.stdout.flush()
            time.sleep(0.1)
    finally:
        _end(processes)
        _pid_file(settings).unlink(missing_ok=True)
        for number, handler in before.items():
            signal.signal(number, handler)
    if not asked:
        sys.stderr.write("nightlamp: one of the demo's processes ended by itself; see above.\n")
    return 0 if asked else 1


def check_port(settings: Settings) -> None:
    """Raise SettingError when the port cannot be used; it says what runs there, as far as can be known."""
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            refused = f"Port {settings.port} on {settings.host} cannot be used: {error.strerror}. "
            said = _what_runs(settings) if error.errno == errno.EADDRINUSE else "Set NIGHTLAMP_PORT."
            raise SettingError(refused + said) from None


def _what_runs(settings: Settings) -> str:
    started = _pids(settings)
    running = [pid for pid in started if _is_nightlamp(pid)]
    if running:
        # The first one ends the others; where it was killed, each is ended by itself.
        pids = " ".join(str(pid) for pid in (running[:1] if running[0] == started[0] else running))
        return (
            f"A Nightlamp of {settings.home} is running, process {pids}. Use it, or end it by Ctrl-C in its terminal "
            f"or by `kill {pids}`; on another port a second dispatcher would run on the same home."
        )
    return (
        "Perhaps another Nightlamp is still running there: end it by Ctrl-C in its terminal "
        f"(`ss -ltnp 'sport = :{settings.port}'` tells its process). Or set NIGHTLAMP_PORT."
    )


def _pid_file(settings: Settings) -> Path:
    return settings.home / "demo.pid"


def _pids(settings: Settings) -> list[int]:
    """Return the processes of the last demo on this home, the one that started the others first; [] once it ended."""
    try:
        return [int(line) for line in _pid_file(settings).read_text().split()]
    except (OSError, ValueError):
        return []


def _is_nightlamp(pid: int) -> bool:
    """Tell whether a process is one of ours; its number may have passed to another since."""
    try:
        return b"nightlamp" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _answers(settings: Settings) -> bool:
    try:
        with socket.create_connection((settings.host, settings.port), timeout=0.2):
            return True
    except OSError:
        return False


def _end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask every process to end, and wait; whoever does not is killed."""
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
