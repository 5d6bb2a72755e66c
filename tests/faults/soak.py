"""Print the fault table, every scenario on both databases: `python -m tests.faults.soak [REPORTS [WORDS]]`.

WORDS are a part of the scenarios' names: only those are run.
"""

import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from tests.faults.scenarios.every import SCENARIOS, Scenario
from tests.faults.stand.outcome import Outcome
from tests.faults.stand.stand import Stand
from tests.faults.stand.standing import Ground, lay_ground, standing
from tests.support.full_disk import small_disk
from tests.support.postgres import PostgresServer

COLUMNS = (
    "reports", "hurt", "lost", "twice", "silent", "undelivered", "duplicates", "unexplained", "tries",
)  # fmt: skip
DISK_MEGABYTES = 256


def run(scenario: Scenario, folder: Path, ground: Ground, server: PostgresServer | None, count: int) -> Outcome:
    """Run one scenario on an installation of its own and return what became of its reports."""
    with ground_for(scenario, ground, server) as where, standing(folder, *where) as stand:
        return hurt(scenario, stand, count)


def hurt(scenario: Scenario, stand: Stand, count: int) -> Outcome:
    """Run one scenario on a stand and return what became of its reports."""
    stand.begin()
    scenario.run(stand, count)
    stand.settle()
    return stand.outcome()


@contextmanager
def ground_for(
    scenario: Scenario, ground: Ground, server: PostgresServer | None
) -> Iterator[tuple[Ground, PostgresServer | None]]:
    """Give a scenario that hurts PostgreSQL a server that only it hurts, on a small disk if that is to be full.

    It syncs what it commits, as a server in earnest does: without that a crash may take what was confirmed.
    """
    if server is None or scenario.server == "shared":
        yield ground, server
        return
    with ExitStack() as stack:
        disk = stack.enter_context(small_disk(DISK_MEGABYTES)) if scenario.server == "small" else None
        own = stack.enter_context(closing(PostgresServer(fsync=True, disk=disk)))
        yield lay_ground(ground.home, own), own


def row(name: str, database: str, count: int, server: PostgresServer | None, grounds: dict[str, Ground]) -> bool:
    """Run a scenario and print its row; tell whether it was whole."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="nightlamp-soak-") as folder:
        try:
            outcome = run(SCENARIOS[name], Path(folder), grounds[database], server, count)
        except Exception:  # noqa: BLE001  (the other rows are still wanted)
            sys.stdout.write(f"{name:32}{database:12}  FAILED\n{traceback.format_exc()}")
            return False
    figures = "".join(f"{getattr(outcome, column):>13}" for column in COLUMNS)
    verdict = "" if outcome.is_whole else "  NOT WHOLE"
    sys.stdout.write(f"{name:32}{database:12}{figures}{time.monotonic() - began:>9.0f}{verdict}\n")
    sys.stdout.flush()
    return outcome.is_whole


def main() -> int:
    """Print the table; return 1 when anything in it must not be."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    names = [name for name in SCENARIOS if " ".join(sys.argv[2:]) in name]
    head = "".join(f"{column:>13}" for column in COLUMNS)
    sys.stdout.write(f"{'scenario':32}{'database':12}{head}{'seconds':>9}\n")
    with closing(PostgresServer(fsync=True)) as server, tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "ground"
        grounds = {"SQLite": lay_ground(home), "PostgreSQL": lay_ground(home, server)}
        servers = {"SQLite": None, "PostgreSQL": server}
        whole = [row(name, database, count, servers[database], grounds) for name in names for database in servers]
    return 0 if all(whole) else 1


if __name__ == "__main__":
    raise SystemExit(main())
