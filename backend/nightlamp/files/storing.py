"""Seal a file in pieces, store them, and put them together again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from nightlamp.core.crypto import DataKey, SealBroken
from nightlamp.files.models import FileChunk

# Small enough that no database minds the row, large enough that ten megabytes are forty of them.
CHUNK_BYTES = 256 * 1024


def sealed_chunks(key: DataKey, file_id: int, content: bytes) -> list[dict[str, Any]]:
    """Return the rows of a file. An empty file has one."""
    pieces = [content[at : at + CHUNK_BYTES] for at in range(0, len(content), CHUNK_BYTES)] or [b""]
    return [
        {"file_id": file_id, "number": number, "sealed": key.seal(piece, row=_row(file_id, number, len(pieces)))}
        for number, piece in enumerate(pieces)
    ]


def put_chunks(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Store the rows of a file in the caller's unit: all of them, or none."""
    session.execute(insert(FileChunk), rows)


def whole_file(session: Session, key: DataKey, file_id: int) -> bytes:
    """Return a file's content. Raises SealBroken when a piece is missing, changed or of another file."""
    query = select(FileChunk.sealed).where(FileChunk.file_id == file_id).order_by(FileChunk.number)
    pieces = session.execute(query).scalars().all()
    if not pieces:
        raise SealBroken(f"File {file_id} has no piece.")
    return b"".join(key.open(piece, row=_row(file_id, number, len(pieces))) for number, piece in enumerate(pieces))


def _row(file_id: int, number: int, count: int) -> str:
    return f"file_chunk:{file_id}:{number}:{count}"
