"""Identifiers: what people read aloud, what machines keep, and how each is made.

References and receipts use 30 characters without vowels or look-alikes, and end in a Luhn mod N check
character (ISO/IEC 7812-1 annex B, generalised to base N): one wrong character or two swapped neighbours
are noticed before anybody looks anything up.
"""

import os
import secrets
import threading
import time
import unicodedata
import uuid

ALPHABET = "0123456789BCDFGHJKMNPQRSTVWXYZ"
_VALUE = {character: index for index, character in enumerate(ALPHABET)}
_N = len(ALPHABET)
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})

REFERENCE_LENGTH = 10
RECEIPT_LENGTH = 16
ENTRANCE_LENGTH = 8


def check_character(body: str) -> str:
    """Return the Luhn mod N check character of `body` (factor 2 at its right end)."""
    total, factor = 0, 2
    for character in reversed(body):
        addend = factor * _VALUE[character]
        total += addend // _N + addend % _N
        factor = 3 - factor
    return ALPHABET[-total % _N]


def normalise(text: str) -> str:
    """Return `text` as it is stored: NFKC, upper case, no spaces or dashes, O read as 0, I and L as 1."""
    plain = unicodedata.normalize("NFKC", text).upper()
    kept = "".join(c for c in plain if c.isalnum())
    return kept.translate(_LOOK_ALIKE)


def is_well_formed(code: str, length: int) -> bool:
    """Tell whether a normalised code has this length, only known characters and the right check character."""
    return len(code) == length and all(c in _VALUE for c in code) and check_character(code[:-1]) == code[-1]


def new_reference() -> str:
    """Return a new reference, normalised: 9 random characters (44 bits) and the check character."""
    return _random_code(REFERENCE_LENGTH)


def new_receipt() -> str:
    """Return a new receipt, normalised: 15 random characters (73 bits) and the check character."""
    return _random_code(RECEIPT_LENGTH)


def new_entrance_code() -> str:
    """Return a new code of an entrance, normalised: 7 random characters (no secret) and the check character."""
    return _random_code(ENTRANCE_LENGTH)


def in_groups(code: str) -> str:
    """Return a code as people read it, in groups of four: `K7Q2-9MXD-4D`."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def _random_code(length: int) -> str:
    body = ""
    while len(body) < length - 1:
        # Eight times 30 values fit in a byte; the 16 above would favour some characters and are thrown away.
        body += "".join(ALPHABET[byte % _N] for byte in os.urandom(length + 4) if byte < 8 * _N)
    body = body[: length - 1]
    return body + check_character(body)


_EPOCH_MS = 1_735_689_600_000  # 2025-01-01T00:00:00Z
_key_lock = threading.Lock()
_last_key = 0
_salt = (0, 0)  # process id, 10 random bits; made anew after a fork


def new_key() -> int:
    """Return a 63-bit integer key, rising in time: 41 bits of milliseconds, 10 of the process, 12 of count.

    All rows of a report are known before its transaction, so nothing needs RETURNING. Two processes with the
    same ten bits may, rarely, make the same key; the insert then fails as a whole and is tried again.
    """
    global _last_key, _salt  # noqa: PLW0603  (one counter a process is the point)
    with _key_lock:
        if _salt[0] != os.getpid():
            _salt = (os.getpid(), secrets.randbelow(1024))
        key = ((time.time_ns() // 1_000_000 - _EPOCH_MS) << 22) | (_salt[1] << 12)
        while key <= _last_key:
            key = _last_key + 1
        _last_key = key
        return key


def uuid7() -> str:
    """Return a new UUID version 7 (RFC 9562): time first, so that its index stays local."""
    value = int.from_bytes(os.urandom(10), "big")
    milliseconds = time.time_ns() // 1_000_000
    bits = (milliseconds << 80) | (0x7 << 76) | ((value >> 62 & 0xFFF) << 64) | (0b10 << 62) | (value & (1 << 62) - 1)
    return str(uuid.UUID(int=bits))


def new_token(size: int = 24) -> str:
    """Return a new secret for an URL or a cookie, URL-safe, of `size` random bytes."""
    return secrets.token_urlsafe(size)
