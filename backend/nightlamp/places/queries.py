"""The doors to places. Divisions are public, so no door takes a viewer."""

import hashlib
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from nightlamp.places import rules
from nightlamp.places.models import FormerCode, Place, PlaceListing
from nightlamp.places.rules import Level
from nightlamp.places.search import PlaceIndex

FOUND_AT_MOST = 20


@dataclass(frozen=True)
class KnownPlace:
    """A place as other folders need it: `path` begins with the path of each place above it."""

    code: str
    name: str
    level: Level
    path: str
    path_name: str


@dataclass(frozen=True)
class ListedPlace:
    """A place as a chooser shows it."""

    code: str
    name: str
    level: Level
    path_name: str
    has_children: bool


def find(session: Session | Connection, code: str) -> KnownPlace | None:
    """Return the place that a code names exactly, or None.

    Also understands codes filled up with zeros (330100 is 3301) and codes that a place bore formerly.
    """
    found = resolve(session, code)
    return found[0] if found and found[1] else None


def find_each(session: Session | Connection, codes: Collection[str]) -> dict[str, KnownPlace]:
    """Return the places that these codes name exactly, by the codes as asked; one statement for all present codes."""
    rows = session.execute(select(*_KNOWN).where(Place.code.in_(codes))) if codes else ()
    found = {row.code: KnownPlace(*row) for row in rows}
    former = {code: find(session, code) for code in codes if code not in found}
    return found | {code: place for code, place in former.items() if place}


def resolve(session: Session | Connection, code: str) -> tuple[KnownPlace, bool] | None:
    """Return the place of the longest prefix that is known, and whether the code names exactly that place.

    None when not even the province is known, and for what is not a code at all.
    """
    candidates = rules.prefixes(code)
    if not candidates:
        return None
    known = _by_code(session, candidates)
    for candidate in candidates:
        if place := known.get(candidate):
            return place, rules.names_exactly(code, candidate)
    return None


def children_of(session: Session | Connection, parent: KnownPlace | None) -> list[ListedPlace]:
    """Return the places straight below, by code; None means the provinces.

    What is pseudo is left out and its children stand in its place.
    """
    if parent is None:
        return _listed(session, Place.parent_code.is_(None))
    fillers = select(Place.code).where(Place.parent_code == parent.code, Place.pseudo)
    above = [parent.code, *session.execute(fillers).scalars()]
    return _listed(session, Place.parent_code.in_(above), ~Place.pseudo)


def search(session: Session | Connection, query: str, *, limit: int = FOUND_AT_MOST) -> list[ListedPlace]:
    """Return the places whose name or path holds every word of the query, best first, at most `limit`.

    The first search of a process after a load reads all names: a fraction of a second, seconds with all villages.
    """
    codes = _index(session).codes_for(rules.search_terms(query), limit=limit)
    by_code = {place.code: place for place in _listed(session, Place.code.in_(codes))} if codes else {}
    return [by_code[code] for code in codes if code in by_code]


def listed(session: Session | Connection, place: KnownPlace) -> ListedPlace:
    """Return one place as a chooser shows it."""
    return _listed(session, Place.code == place.code)[0]


def ancestors(session: Session | Connection, place: KnownPlace) -> list[KnownPlace]:
    """Return the places above, highest first, pseudo ones included: a team may sit at any of them."""
    query = select(*_KNOWN).where(Place.code.in_(rules.ancestors_in(place.path))).order_by(Place.path)
    return [KnownPlace(*row) for row in session.execute(query)]


def in_subtree(column: InstrumentedAttribute[str], path: str) -> ColumnElement[bool]:
    """Return the condition that a column of paths lies at or below `path`: one range of its index."""
    low, high = rules.subtree_bounds(path)
    return and_(column >= low, column < high)


def edition(session: Session | Connection) -> str:
    """Return a mark that changes whenever places were loaded; "" when none were."""
    rows = session.execute(select(PlaceListing.name, PlaceListing.digest).order_by(PlaceListing.name)).all()
    content = "\n".join(f"{name} {digest}" for name, digest in rows)
    return hashlib.sha256(content.encode()).hexdigest()[:16] if rows else ""


def is_loaded(session: Session | Connection, name: str, digest: str) -> bool:
    """Return whether that very listing was loaded to its end."""
    query = select(PlaceListing.digest).where(PlaceListing.name == name)
    return session.execute(query).scalar() == digest


_KNOWN = (Place.code, Place.name, Place.level, Place.path, Place.path_name)
# Built once: a report asks this before it is answered.
_AT_CODES = select(*_KNOWN).where(Place.code.in_(bindparam("codes", expanding=True)))
_AT_FORMER_CODES = (
    select(FormerCode.code, *_KNOWN)
    .join(Place, Place.code == FormerCode.place_code)
    .where(FormerCode.code.in_(bindparam("codes", expanding=True)))
)


def _by_code(session: Session | Connection, codes: Sequence[str]) -> dict[str, KnownPlace]:
    """Return the places under their codes, and under those former codes that were asked for."""
    asked = {"codes": list(codes)}
    found = {row.code: KnownPlace(*row) for row in session.execute(_AT_CODES, asked)}
    if codes[0] in found:
        return found
    return {row[0]: KnownPlace(*row[1:]) for row in session.execute(_AT_FORMER_CODES, asked)} | found


def _listed(session: Session | Connection, *conditions: ColumnElement[bool]) -> list[ListedPlace]:
    query = select(Place.code, Place.name, Place.level, Place.path_name).where(*conditions)
    rows = session.execute(query.order_by(Place.code)).all()
    # Asked apart: as a sub-query of each row, PostgreSQL reads the whole table for it.
    below = select(Place.parent_code).where(Place.parent_code.in_([row.code for row in rows])).distinct()
    parents = set(session.execute(below).scalars()) if rows else set()
    return [ListedPlace(*row, has_children=row.code in parents) for row in rows]


_building = threading.Lock()
_kept: tuple[str, PlaceIndex] = ("", PlaceIndex([]))


def _index(session: Session | Connection) -> PlaceIndex:
    """Return the names of the present edition, read once a process and edition."""
    global _kept  # noqa: PLW0603  (a process keeps one index, swapped as a whole)
    mark = edition(session)
    with _building:
        if _kept[0] != mark:
            _kept = mark, _read_index(session)
        return _kept[1]


def _read_index(session: Session | Connection) -> PlaceIndex:
    query = (
        select(Place.code, Place.name, Place.path_name)
        .where(~Place.pseudo)
        .order_by(func.length(Place.code), Place.code)
        .execution_options(yield_per=5000)
    )
    # Rows as plain as they come: the session would look at each whether it is an object of ours.
    connection = session.connection() if isinstance(session, Session) else session
    return PlaceIndex(connection.execute(query))
