"""Tables of the places. Rows are never deleted: a report may point at a place that the next edition drops."""

from sqlalchemy import Enum, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base
from nightlamp.places.rules import NAME_LENGTH, Level

# Paths and codes are compared byte by byte, so that a subtree is one range of the index. SQLite does so by itself.
CodeText = String(12).with_variant(String(12, collation="C"), "postgresql")
PathText = String(48).with_variant(String(48, collation="C"), "postgresql")
LevelText = Enum(Level, native_enum=False, length=10, values_callable=lambda levels: [one.value for one in levels])


class Place(Base):
    """An administrative division. `pseudo` rows fill a gap in the source's table, and no chooser shows them."""

    __tablename__ = "place"

    code: Mapped[str] = mapped_column(CodeText, primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    level: Mapped[Level] = mapped_column(LevelText)
    parent_code: Mapped[str | None] = mapped_column(CodeText, ForeignKey("place.code"), index=True)
    path: Mapped[str] = mapped_column(PathText, unique=True)
    path_name: Mapped[str] = mapped_column(String(240))
    pseudo: Mapped[bool]


class FormerCode(Base):
    """A code that a place bore once. Whoever still sends it reaches the place of today."""

    __tablename__ = "place_former_code"

    code: Mapped[str] = mapped_column(CodeText, primary_key=True)
    place_code: Mapped[str] = mapped_column(CodeText, ForeignKey("place.code"))


class PlaceListing(Base):
    """A listing that was loaded to its end, with the SHA-256 of what it held."""

    __tablename__ = "place_listing"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
