"""Text from outside, made storable and comparable. Never refuses: cleaning is the caller's remedy."""

import json
import unicodedata
from typing import Any


def clean(text: str) -> str:
    """Return `text` without NUL and lone surrogates, which no database stores; line breaks become `\\n`."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def clean_tree(value: Any) -> Any:
    """Return a JSON value with every string, keys included, cleaned. Depth is bounded by the JSON parser."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [clean_tree(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): clean_tree(item) for key, item in value.items()}
    return value


def canonical(value: Any) -> bytes:
    """Return a JSON value as bytes that depend on its content only: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def folded_name(name: str) -> str:
    """Return a person's name for comparison: NFKC, lower case, without spaces or marks between its parts."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in plain if c.isalnum())


def folded_phone(phone: str) -> str:
    """Return a telephone number for comparison: its digits, without the Chinese country code 86."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", phone) if c.isdigit())
    for prefix in ("0086", "86"):
        if digits.startswith(prefix) and len(digits) >= 11 + len(prefix):
            return digits[len(prefix) :]
    return digits
