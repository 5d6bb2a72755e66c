"""Files lie in sealed pieces, each bound to its place."""

import pytest
from flask import Flask
from sqlalchemy import delete

from nightlamp.core.crypto import SealBroken, new_data_key
from nightlamp.core.db import db, writing
from nightlamp.core.keys import KeyRing
from nightlamp.files.models import FileChunk
from nightlamp.files.storing import CHUNK_BYTES, put_chunks, sealed_chunks, whole_file

CONTENT = bytes(range(256)) * (CHUNK_BYTES * 2 // 256) + b"the end"


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "content", [b"", b"short", bytes(CHUNK_BYTES), CONTENT], ids=["empty", "short", "one", "three"]
)
def test_a_file_comes_back_as_it_was(app: Flask, content: bytes) -> None:
    ring: KeyRing = app.extensions["nightlamp.keys"]
    key = new_data_key(ring, "kek", row="test")
    with writing() as session:
        put_chunks(session, sealed_chunks(key, 7, content))
    assert whole_file(db.session(), key, 7) == content


def test_a_piece_that_is_missing_moved_or_of_another_file_opens_nothing(app: Flask) -> None:
    ring: KeyRing = app.extensions["nightlamp.keys"]
    key = new_data_key(ring, "kek", row="test")
    for file_id in (1, 2, 3, 4):
        with writing() as session:
            put_chunks(session, sealed_chunks(key, file_id, CONTENT))
    with writing() as session:
        session.execute(delete(FileChunk).where(FileChunk.file_id == 1, FileChunk.number == 2))
        session.execute(delete(FileChunk).where(FileChunk.file_id == 2))
        first, last = (session.get_one(FileChunk, (3, number)) for number in (0, 2))
        first.sealed, last.sealed = last.sealed, first.sealed
        session.get_one(FileChunk, (4, 0)).sealed = session.get_one(FileChunk, (3, 1)).sealed
    for file_id in (1, 2, 3, 4):
        with pytest.raises(SealBroken):
            whole_file(db.session(), key, file_id)


def test_no_piece_holds_a_byte_of_the_file_in_clear(app: Flask) -> None:
    key = new_data_key(app.extensions["nightlamp.keys"], "kek", row="test")
    for row in sealed_chunks(key, 7, b"recognisable words " * 40_000):
        assert b"recognisable" not in row["sealed"]
