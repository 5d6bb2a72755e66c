"""A real PostgreSQL server for the tests: made in a folder of its own, on a socket of its own, gone afterwards.

Debian's binaries are used. PostgreSQL refuses to run as root, so root hands the server to `postgres` or `nobody`.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

CONFIG = """
listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = {fsync}
synchronous_commit = {fsync}
full_page_writes = {fsync}
max_connections = 120
shared_buffers = 64MB
log_min_messages = fatal
timezone = 'UTC'
"""


def find_binaries() -> Path | None:
    """Return the folder of the newest installed server's programs, or None when there is no server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


# On a disk of some hundred megabytes the log must not take what the tables need.
SMALL = """
min_wal_size = 32MB
max_wal_size = 48MB
"""


class PostgresServer:
    """A server that lives as long as this object; `stop()` ends it and removes its folder.

    `disk` is another folder for its files, on a small disk.
    """

    def __init__(self, *, fsync: bool = False, disk: Path | None = None) -> None:
        binaries = find_binaries()
        if binaries is None:
            raise RuntimeError("PostgreSQL is not installed; install the Debian package `postgresql`.")
        self.folder = Path(tempfile.mkdtemp(prefix="nightlamp-pg-"))
        self.disk, self.fsync = disk, fsync
        self._user = _server_user()
        self._bin = binaries
        for folder in (self.folder, disk):
            if folder and self._user:
                shutil.chown(folder, self._user)
        self.data = data = (disk or self.folder) / "data"
        self._run(
            [
                binaries / "initdb",
                "-D",
                data,
                "-U",
                "nightlamp",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-N",
            ]
        )
        config = CONFIG.format(folder=self.folder, fsync="on" if fsync else "off") + (SMALL if disk else "")
        with (data / "postgresql.conf").open("a") as file:
            file.write(config)
        self.start()

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database on this server."""
        return f"postgresql://nightlamp@/{database}?host={self.folder}"

    @property
    def pid(self) -> int:
        """The server's process id."""
        return self._process.pid

    def create_database(self, name: str, *, template: str = "template0") -> str:
        """Create a database and return its address."""
        self._sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected; of a server that has ended nothing is left anyway."""
        if self.is_running:
            self._sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def restart(self) -> None:
        """Stop the server as a crash of the machine would, clients and all, and start it again."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()
        self.start()

    @property
    def is_running(self) -> bool:
        """Tell whether the server runs: it ends by itself when it cannot write its log."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the server at once and remove its folder."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        """End the server, for `contextlib.closing`."""
        self.stop()

    def start(self) -> None:
        """Start the server; it recovers what was committed."""
        self._process = subprocess.Popen(
            [self._bin / "postgres", "-D", self.data],
            user=self._user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "log").open("a"),
        )
        self._wait()

    def _sql(self, statement: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)

    def _wait(self) -> None:
        for _ in range(100):
            ready = [self._bin / "pg_isready", "-q", "-h", self.folder, "-U", "nightlamp"]
            if subprocess.run(ready, check=False).returncode == 0:
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start: " + (self.folder / "log").read_text()[-2000:])

    def _run(self, command: list[object]) -> None:
        subprocess.run(
            [str(part) for part in command], user=self._user, cwd=self.folder, check=True, capture_output=True
        )


def _server_user() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
