"""The code that proves whose an address is. It is never stored: it is the keyed hash of a stored random value."""

import hmac
from datetime import timedelta

from nightlamp.core.crypto import blind_index
from nightlamp.core.keys import KeyRing

DIGITS = 6
LIFE = timedelta(minutes=15)
# Five of a million, and five codes an hour: a guesser needs about 40,000 hours for an even chance.
MAX_TRIES = 5
MAX_SENDS, SENDS_WITHIN = 5, timedelta(hours=1)


def code_of(ring: KeyRing, uuid: str, nonce: bytes, *, key_id: str | None = None) -> tuple[str, str]:
    """Return (key id, the code's digits) of an address and a random value. Raises KeyMissing."""
    used, digest = blind_index(ring, "address-code", uuid.encode() + b"\x00" + nonce, key_id=key_id)
    return used, f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}d}"


def is_code(ring: KeyRing, uuid: str, nonce: bytes, typed: str, *, key_id: str) -> bool:
    """Tell whether somebody has typed the code. Raises KeyMissing."""
    return hmac.compare_digest(code_of(ring, uuid, nonce, key_id=key_id)[1], typed)
