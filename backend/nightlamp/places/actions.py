"""Verbs on places: load the divisions that come with the code, and villages from a file."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from nightlamp.core.db import Base, db, writing
from nightlamp.places import queries, rules
from nightlamp.places.models import FormerCode, Place, PlaceListing
from nightlamp.places.rules import Level
from nightlamp.places.sources import listing

DATA = Path(__file__).parent / "data"
DIVISIONS = DATA / "divisions.txt.xz"
FORMER_CODES = DATA / "former.txt"
DEMO_VILLAGES = DATA / "villages-330106.txt"

# Goes up when the same listing must be loaded anew because we make other rows of it.
FORM = "1"
# So many rows a unit that the write gate is held for a few hundredths of a second: reports come in meanwhile.
ROWS_A_UNIT = 4000


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


def load_villages(path: Path) -> int:
    """Load the villages that a file lists; return how many, 0 if that very file was loaded before.

    Raises BadListing, before anything is written, for a line of another form, another level, or a township
    that is not known. Writes in several units, as `load_divisions` does.
    """
    digest = _digest(path)
    if queries.is_loaded(db.session(), path.name, digest):
        return 0
    townships = _townships()
    for code, _ in listing.read(path):
        if rules.level_of(code) is not Level.VILLAGE or rules.parent_of(code) not in townships:
            raise listing.BadListing(f"{code}: expected a village of 12 digits, in a township that is loaded")
    count = _load(listing.read(path), above=townships)
    with writing() as session:
        _put(session, PlaceListing, [{"name": path.name, "digest": digest}])
    return count


@dataclass(frozen=True)
class _Above:
    """What a place takes from the one above it."""

    name: str
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
    parent = above.get(parent_code) if parent_code else _Above("", "")
    if parent is None:
        raise listing.BadListing(f"{code}: the place above it does not stand before it")
    pseudo = rules.is_pseudo(name, level, parent.name)
    path_name = rules.readable(parent.path_name, name, pseudo=pseudo)
    if level is not Level.VILLAGE:
        above[code] = _Above(name, path_name)
    return {
        "code": code,
        "name": name,
        "level": level,
        "parent_code": parent_code,
        "path": rules.path_of(code),
        "path_name": path_name,
        "pseudo": pseudo,
    }


def _put(session: Session, table: type[Base], rows: list[dict[str, Any]]) -> None:
    """Insert the rows; where the key is there already, the other columns take the new values."""
    if not rows:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    keys = [column.name for column in table.__table__.primary_key]
    statement = dialect.insert(table.__table__)
    new = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=new), rows)


def _townships() -> dict[str, _Above]:
    query = select(Place.code, Place.name, Place.path_name).where(Place.level == Level.TOWNSHIP)
    return {code: _Above(name, path_name) for code, name, path_name in db.session.execute(query)}


def _digest(*paths: Path) -> str:
    content = hashlib.sha256(FORM.encode())
    for path in paths:
        content.update(path.read_bytes())
    return content.hexdigest()
