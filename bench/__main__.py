"""Run the benchmarks and print their figures: `python -m bench [intake] [push] [send] [paint] [bytes] [duty]`."""

import json
import sys
from pathlib import Path

from bench import duty, intake, paint, push_delay, push_send, sizes
from bench.figures import Table

PARTS = {
    "intake": intake.run,
    "push": push_delay.run,
    "send": push_send.run,
    "paint": paint.run,
    "bytes": sizes.run,
    "duty": duty.run,
}
OUT = Path(__file__).parent / "out"


def main() -> None:
    """Run what was asked for (everything by default), print a table each, and keep the numbers in bench/out."""
    chosen = sys.argv[1:] or list(PARTS)
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
