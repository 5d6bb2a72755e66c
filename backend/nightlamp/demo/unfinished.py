"""The mark of a first fill that is not whole yet: a file beside the database, locked by whoever fills.

A killed process leaves the file and loses the lock; so the next one can tell a fill that was cut off from one that
is still going on. A live installation never has such a mark, and nothing is removed without it.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import select

from nightlamp.accounts.models import Account
from nightlamp.core.config import Settings
from nightlamp.core.db import db
from nightlamp.core.instance import instance_kind
from nightlamp.reports.models import Report

_BUSY = "Another process is filling this demo at this moment. Wait until it is done."


class CannotFill(Exception):
    """The demo cannot be filled now; the text says why and what to do."""


def is_empty() -> bool:
    """Return whether nobody has an account and nothing is reported."""
    found = [db.session.execute(select(model.id).limit(1)).first() for model in (Account, Report)]
    db.session.rollback()
    return not any(found)


@contextmanager
def unfinished() -> Iterator[None]:
    """Mark the database as not whole until the block has ended well; an error in it leaves the mark.

    Raises CannotFill when there is a mark already.
    """
    path = _mark()
    try:
        descriptor = _locked(path, os.O_CREAT | os.O_EXCL)
    except FileExistsError:
        raise CannotFill(_BUSY) from None
    try:
        yield
        path.unlink()
    finally:
        os.close(descriptor)


def discard_unfinished(app: Flask) -> bool:
    """Remove the SQLite file of a demo whose first fill was cut off; return whether there was one. Keys stay.

    Nothing is removed unless the database says that it is a demo and the mark of its unfinished fill lies beside it.
    Raises CannotFill while that fill still goes on; and on PostgreSQL, where the database is not ours to remove.
    """
    with app.app_context():
        path = _mark()
        try:
            descriptor = _locked(path, 0)
        except FileNotFoundError:
            return False
        try:
            # Whoever filled may have ended well between the two calls; then our lock is on a file that is gone.
            return _is_same(path, descriptor) and instance_kind() == "demo" and _discard(path)
        finally:
            os.close(descriptor)
            db.session.remove()


def _discard(path: Path) -> bool:
    url = db.engine.url
    holds_something = not is_empty()
    if holds_something and url.get_backend_name() != "sqlite":
        raise CannotFill(
            f"The first fill of this demo was cut off: the database {url.database} holds only a part. Nothing was "
            f"changed. Drop that database, create it anew, empty, and start again. (The mark of it is {path}.)"
        )
    if holds_something:
        db.session.remove()
        db.engine.dispose()
        # The file first: SQLite throws a log away whose database is new, and never the other way round.
        for suffix in ("", "-wal", "-shm"):
            Path(f"{url.database}{suffix}").unlink(missing_ok=True)
    path.unlink()
    return holds_something


def _mark() -> Path:
    url = db.engine.url
    if url.get_backend_name() == "sqlite":
        return Path(f"{url.database}.filling")
    settings: Settings = current_app.extensions["nightlamp.settings"]
    return settings.home / "postgresql.filling"


def _locked(path: Path, flags: int) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | flags, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise CannotFill(_BUSY) from None
    return descriptor


def _is_same(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
