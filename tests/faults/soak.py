"""Print the fault table, every scenario on both databases: `python -m tests.faults.soak [REPORTS]`."""

import sys
import tempfile
import time
from pathlib import Path

from tests.faults.scenarios import SCENARIOS, applies
from tests.faults.stand import Outcome, standing
from tests.support.postgres import PostgresServer

COLUMNS = ("reports", "lost", "twice", "silent", "undelivered", "duplicates", "tries")


def run(scenario: str, server: PostgresServer | None, count: int) -> Outcome:
    """Run one scenario on an installation of its own and return what became of its reports."""
    with tempfile.TemporaryDirectory(prefix="nightlamp-soak-") as folder:
        with standing(Path(folder) / "home", server) as stand:
            SCENARIOS[scenario](stand, count)
            stand.settle()
            return stand.outcome()


def is_whole(outcome: Outcome) -> bool:
    """Tell whether nothing was lost, filed twice, left without an alert, or unheard."""
    return not (outcome.lost or outcome.twice or outcome.silent or outcome.undelivered)


def main() -> int:
    """Print the table; return 1 when anything in it must not be."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    out, whole = sys.stdout, True
    out.write(f"{'scenario':32}{'database':12}" + "".join(f"{name:>13}" for name in COLUMNS) + f"{'seconds':>9}\n")
    server = PostgresServer(fsync=True)
    try:
        for scenario in SCENARIOS:
            for database in ("sqlite", "postgresql"):
                if not applies(scenario, database):
                    continue
                began = time.monotonic()
                outcome = run(scenario, server if database == "postgresql" else None, count)
                whole = whole and is_whole(outcome)
                figures = "".join(f"{getattr(outcome, name):>13}" for name in COLUMNS)
                out.write(f"{scenario:32}{database:12}{figures}{time.monotonic() - began:>9.0f}\n")
                out.flush()
    finally:
        server.stop()
    return 0 if whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
