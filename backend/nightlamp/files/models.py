"""The table of the pieces. Whose file it is, and its key, is told by who keeps it."""

from sqlalchemy import Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base, Key


class FileChunk(Base):
    """One sealed piece of a file, bound to its place in it and to how many there are."""

    __tablename__ = "file_chunk"

    file_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
