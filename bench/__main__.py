"""Run the benchmarks and print their figures: `python -m bench [NAME …]`, all but `ON_REQUEST` unless named."""

import json
import sys
from pathlib import Path

from bench import duty, intake, lighthouse, paint, push_delay, push_send, sizes
from bench.figures import Table

PARTS = {
    "intake": intake.run,
    "push": push_delay.run,
    "send": push_send.run,
    "paint": paint.run,
    "bytes": sizes.run,
    "lighthouse": lighthouse.run,
    "duty": duty.run,
}
# They fetch 24 and 200 MB, and one fills databases of a country for some minutes: only whoever asks gets them.
ON_REQUEST = {"duty", "lighthouse"}
OUT = Path(__file__).parent / "out"


def main() -> None:
    """Run what was asked for (by default all but ON_REQUEST), print a table each, keep the numbers in bench/out."""
    chosen = sys.argv[1:] or [name for name in PARTS if name not in ON_REQUEST]
    unknown = [name for name in chosen if name not in PARTS]
    if unknown:
        raise SystemExit(f"Unknown: {', '.join(unknown)}. Known: {', '.join(PARTS)}.")
    OUT.mkdir(exist_ok=True)
    for name in chosen:
        table: Table = PARTS[name]()
        sys.stdout.write(f"\n{table.text()}\n")
        (OUT / f"{name}.json").write_text(json.dumps(table.as_dict(), indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
