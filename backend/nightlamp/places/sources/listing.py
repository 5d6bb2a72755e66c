"""The one text form in which places travel: a line each, code, a tab, the name. Knows no database.

Blank lines and lines that begin with # are passed over. A file whose name ends in .xz is compressed.
"""

import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path

from nightlamp.places.rules import is_code

Row = tuple[str, str]


class BadListing(ValueError):
    """A line of a listing cannot be used; the message says which, and what is wrong."""


def read(path: Path) -> Iterator[Row]:
    """Yield (code, name) for each place in the file, in its order. Raises BadListing."""
    for _, code, name in numbered(path):
        yield code, name


def numbered(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield the number of the line, code and name for each place in the file, in its order. Raises BadListing."""
    open_text = lzma.open if path.suffix == ".xz" else open
    try:
        with open_text(path, "rt", encoding="utf-8") as lines:
            yield from parse(lines)
    except UnicodeDecodeError:
        raise BadListing("expected text in UTF-8") from None
    except (lzma.LZMAError, EOFError):
        raise BadListing("expected a whole .xz file") from None


def parse(lines: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the number of the line, code and name for each line that holds a place. Raises BadListing."""
    for number, line in enumerate(lines, start=1):
        text = line.strip("\ufeff\r\n ")
        if not text or text.startswith("#"):
            continue
        code, tab, name = text.partition("\t")
        if not (tab and is_code(code) and name.strip()):
            raise BadListing(f"line {number}: expected a place code, a tab and a name")
        yield number, code, name.strip()


def read_former(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (code no longer in use, the place's code today) from such a file. Raises BadListing."""
    for former, rest in read(path):
        yield former, rest.partition("\t")[0]


def write(path: Path, rows: Iterable[Row], *, about: str) -> int:
    """Write the places in order of their codes, under one comment line, and return how many.

    The same rows give the same bytes: nothing of the day or the machine goes in.
    """
    ordered = sorted(rows)
    text = f"# {about}\n" + "".join(f"{code}\t{name}\n" for code, name in ordered)
    content = text.encode()
    if path.suffix == ".xz":
        content = lzma.compress(content, check=lzma.CHECK_CRC32, preset=9 | lzma.PRESET_EXTREME)
    path.write_bytes(content)
    return len(ordered)
