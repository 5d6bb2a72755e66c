"""Text from outside, made storable and comparable. Never refuses: cleaning is the caller's remedy."""

import json
import re
import unicodedata
from math import isfinite
from typing import Any

import orjson

# A report has four levels. Deeper than this nobody means anything by it.
DEEPEST = 24
# Python reads integers of at most 4,300 digits unless told otherwise.
_MOST_DIGITS = 1000
# What must be cleaned can stand in JSON as an escape only: a return, NUL, half of a surrogate pair.
_UNCLEAN = re.compile(r"\\(?:r|u0000|u000[dD]|u[dD][89a-fA-F])")
_NO_PART_OF_A_NAME = re.compile(r"[\W_]+")


class TooDeep(ValueError):
    """A JSON text is nested deeper than can be walked."""


def clean(text: str) -> str:
    """Return `text` without NUL and lone surrogates, which no database stores; line breaks become `\\n`."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def clean_tree(value: Any, *, _depth: int = 0) -> Any:
    """Return a JSON value with every string, keys included, cleaned; what no browser reads as a number is a word.

    What is nested deeper than DEEPEST becomes its JSON text: it is kept, and nothing that walks the tree can fail.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    if not isinstance(value, list | dict):
        return value
    if _depth == DEEPEST:
        return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    if isinstance(value, list):
        return [clean_tree(item, _depth=_depth + 1) for item in value]
    return {clean(key): clean_tree(item, _depth=_depth + 1) for key, item in value.items()}


def read_json(text: str, *, lenient: bool = False) -> Any:
    """Return the cleaned value of a JSON text. A number beyond what a machine holds stays text, as it was written.

    Raises ValueError for what is not JSON, and TooDeep (a ValueError) for what is nested too deep to walk. `lenient`
    takes NaN and Infinity as words.
    """
    try:
        value = (_LENIENT if lenient else _STRICT).decode(text)
        return value if _is_clean(text) else clean_tree(value)
    except RecursionError:
        raise TooDeep("This is nested too deep.") from None


def to_json(value: Any) -> bytes:
    """Return a cleaned JSON value as UTF-8, without spaces."""
    try:
        return orjson.dumps(value)
    except TypeError:  # an integer of more than 64 bits
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def canonical(value: Any) -> bytes:
    """Return a cleaned JSON value as bytes that depend on its content only: sorted keys, no spaces, UTF-8."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # an integer of more than 64 bits
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def folded_name(name: str) -> str:
    """Return a person's name for comparison: NFKC, lower case, without spaces or marks between its parts."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return _NO_PART_OF_A_NAME.sub("", plain)


def folded_phone(phone: str) -> str:
    """Return a telephone number for comparison: its digits, without the Chinese country code 86."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", phone) if c.isdigit())
    for prefix in ("0086", "86"):
        if digits.startswith(prefix) and len(digits) >= 11 + len(prefix):
            return digits[len(prefix) :]
    return digits


def _is_clean(text: str) -> bool:
    """Tell whether no string in a valid JSON text needs cleaning and it cannot be nested deeper than DEEPEST."""
    return text.count("[") + text.count("{") < DEEPEST and not _UNCLEAN.search(text)


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _real(digits: str) -> float | str:
    value = float(digits)
    return value if isfinite(value) else digits


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


_STRICT = json.JSONDecoder(parse_int=_integer, parse_float=_real, parse_constant=_refuse_constant)
_LENIENT = json.JSONDecoder(parse_int=_integer, parse_float=_real, parse_constant=str)
