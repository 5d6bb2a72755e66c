"""What a place code means, by itself. Knows no database, no request and no file.

A code is a row of digit groups, each naming a place within the one before: 33 · 01 · 06 · 002 · 057.
The lengths are those of GB/T 2260 (province, prefecture, county) and GB/T 10114 (township), and of the
National Bureau of Statistics for villages.
"""

import re
import unicodedata
from enum import StrEnum


class Level(StrEnum):
    """How high a place stands, highest first."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


LEVEL_BY_LENGTH = {
    2: Level.PROVINCE,
    4: Level.PREFECTURE,
    6: Level.COUNTY,
    9: Level.TOWNSHIP,
    12: Level.VILLAGE,
}
TOWNSHIP_LENGTH = 9
_LENGTH_ABOVE = dict(zip(LEVEL_BY_LENGTH, (0, *LEVEL_BY_LENGTH), strict=False))

# Rows that stand in the prefecture's column only because the table needs one there. Nobody lives "in" them.
PSEUDO_NAMES = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})

NAME_LENGTH = 80
# What is longer than any code with its spaces is read no further.
CODE_TEXT = 40

SEARCH_LENGTH = 80
SEARCH_TERMS = 4

_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_PATH_NOISE = re.compile(r"(?:壮族|回族|维吾尔)?自治区|[省市区县]")


def is_code(text: str) -> bool:
    """Return whether the text has the form of a place code; says nothing of whether the place exists."""
    return len(text) in LEVEL_BY_LENGTH and _DIGITS.fullmatch(text) is not None


def level_of(code: str) -> Level:
    """Return the level that the code's length tells. Raises ValueError for what is not a code."""
    if not is_code(code):
        raise ValueError(f"not a place code: {code!r}")
    return LEVEL_BY_LENGTH[len(code)]


def prefixes(text: str) -> list[str]:
    """Return the codes that the text may stand for, longest first, itself included; [] if none.

    Forgives what other systems send: zeros behind a short code, groups below the village, a cut code.
    """
    digits = _one_width(text)
    if _DIGITS.fullmatch(digits) is None:
        return []
    return [digits[:length] for length in sorted(LEVEL_BY_LENGTH, reverse=True) if length <= len(digits)]


def names_exactly(text: str, code: str) -> bool:
    """Return whether the text names that very place, so that nothing but zeros is left behind its code.

    330100 and 330100000000 are how other tables write 3301.
    """
    digits = _one_width(text)
    return digits.startswith(code) and not digits[len(code) :].strip("0")


def parent_of(code: str) -> str | None:
    """Return the code one level up, or None for a province. Raises ValueError for what is not a code."""
    level_of(code)
    return code[: _LENGTH_ABOVE[len(code)]] or None


def township_of(code: str) -> str:
    """Return the part of a code that may stand in clear: its township, or the code itself when above that."""
    level_of(code)
    return code[:TOWNSHIP_LENGTH]


def path_of(code: str) -> str:
    """Return the materialised path, as in 33/3301/330106/: a place's path begins with its parent's."""
    level_of(code)
    return "".join(f"{code[:length]}/" for length in LEVEL_BY_LENGTH if length <= len(code))


def ancestors_in(path: str) -> list[str]:
    """Return the codes that a path passes through, highest first, the place's own left out."""
    return path.strip("/").split("/")[:-1]


def subtree_bounds(path: str) -> tuple[str, str]:
    """Return (low, high): the place and all below it are the paths with low <= path < high.

    Holds for binary collation only: "0" is the character after "/".
    """
    return path, path.removesuffix("/") + "0"


def is_pseudo(name: str, level: Level, parent_name: str | None) -> bool:
    """Return whether a row only fills a gap in the table: no chooser shows it, no readable name holds it.

    Besides the four named fillers: a county that repeats the name of its prefecture, as in Dongguan (441900),
    where the townships hang straight under the city.
    """
    if level is Level.PREFECTURE:
        return name in PSEUDO_NAMES
    return level is Level.COUNTY and name == parent_name


def readable(above: str, name: str, *, pseudo: bool) -> str:
    """Return 浙江省 杭州市 西湖区 for a place under 浙江省 杭州市; what is pseudo adds nothing."""
    return above if pseudo else f"{above} {name}".strip()


def fold(text: str) -> str:
    """Return the text as search compares it: one width, one case, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def fold_path(text: str) -> str:
    """Return a path as search compares it: 杭州西湖 and 杭州市西湖区 become the same."""
    return _PATH_NOISE.sub("", fold(text))


def search_terms(query: str) -> list[str]:
    """Return the folded words that a place must have; [] when nothing was asked. Later ones are narrower."""
    words = unicodedata.normalize("NFKC", query)[:SEARCH_LENGTH].split()
    terms = [fold(word) for word in words]
    return [term for term in terms if term][:SEARCH_TERMS]


def _one_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:CODE_TEXT]).strip()
