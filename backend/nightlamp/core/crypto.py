"""Sealing, opening, blind indexes. AES-256-GCM under a data key a record, wrapped by a key of the ring.

Deleting the wrapping key shreds every record under it; deleting the wrapped data key shreds one record.
"""

import hmac
import os
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from nightlamp.core.keys import KeyRing

_NONCE = 12


class SealBroken(Exception):
    """A sealed value does not open: another key, another row, or changed bytes."""


@dataclass(frozen=True)
class DataKey:
    """A record's own key, open in memory, with what the database keeps of it."""

    key_id: str
    wrapped: bytes
    _key: bytes

    def seal(self, plain: bytes, *, row: str) -> bytes:
        """Return nonce and ciphertext, bound to `row` (a table and key), so it opens in no other row."""
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self._key).encrypt(nonce, plain, row.encode())

    def open(self, sealed: bytes, *, row: str) -> bytes:
        """Return the plain bytes. Raises SealBroken."""
        return _open(self._key, sealed, row)


def new_data_key(ring: KeyRing, kind: str, *, row: str) -> DataKey:
    """Make a data key for `row`, wrapped by the newest key of `kind`."""
    key_id, wrapping = ring.current(kind)
    fresh = os.urandom(32 + _NONCE)
    key, nonce = fresh[:32], fresh[32:]
    return DataKey(key_id, nonce + AESGCM(wrapping).encrypt(nonce, key, row.encode()), key)


def unwrap_data_key(ring: KeyRing, kind: str, key_id: str, wrapped: bytes, *, row: str) -> DataKey:
    """Return the data key of `row`. Raises KeyMissing or SealBroken."""
    return DataKey(key_id, wrapped, _open(ring.secret(kind, key_id), wrapped, row))


def blind_index(ring: KeyRing, purpose: str, value: bytes, *, key_id: str | None = None) -> tuple[str, bytes]:
    """Return (key id, 32-byte HMAC-SHA-256) of a value for equality look-ups; purposes do not collide."""
    used, key = (key_id, ring.secret("hmac", key_id)) if key_id else ring.current("hmac")
    digest = _keyed(key, purpose).copy()
    digest.update(value)
    return used, digest.digest()


@lru_cache(maxsize=64)
def _keyed(key: bytes, purpose: str) -> hmac.HMAC:
    """Return the HMAC of a purpose, begun: copying it costs a third of beginning anew, and keeps the interpreter."""
    return hmac.new(key, purpose.encode() + b"\x00", "sha256")


def _open(key: bytes, sealed: bytes, row: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], row.encode())
    except (InvalidTag, ValueError):
        raise SealBroken(f"A sealed value of {row} does not open.") from None
