"""Count what is stored: a refusal must leave no row behind, and a report all of its rows."""

from sqlalchemy import func, inspect, select

from nightlamp.core.db import Base, db


def counts() -> dict[str, int]:
    """Return the number of rows of every table that the database has."""
    db.session.rollback()
    there = set(inspect(db.engine).get_table_names())
    found = {
        name: db.session.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in Base.metadata.tables.items()
        if name in there
    }
    db.session.rollback()
    return found


def grown(before: dict[str, int]) -> dict[str, int]:
    """Return which tables have grown since, and by how many rows."""
    return {name: now - before[name] for name, now in counts().items() if now != before[name]}
