"""Delivery tokens: what a notification may do without a session. An id and its MAC, so nothing is stored."""

import base64
import binascii
import hmac
import struct

from nightlamp.core.crypto import blind_index
from nightlamp.core.keys import KeyMissing, KeyRing

_MAC_BYTES = 16


def delivery_token(ring: KeyRing, delivery_id: int) -> str:
    """Return the token of a delivery: key id, row id and the first 128 bits of its MAC."""
    key_id, mac = blind_index(ring, "delivery-token", struct.pack(">q", delivery_id))
    raw = struct.pack(">q", delivery_id) + mac[:_MAC_BYTES]
    return f"{key_id}.{base64.urlsafe_b64encode(raw).decode()}"


def delivery_of(ring: KeyRing, token: str) -> int | None:
    """Return the delivery that a token speaks for, or None when it is not one of ours."""
    key_id, _, text = token.partition(".")
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii"))
        packed, mac = raw[:8], raw[8:]
        (delivery_id,) = struct.unpack(">q", packed)
        _, expected = blind_index(ring, "delivery-token", packed, key_id=key_id)
    except (binascii.Error, ValueError, struct.error, KeyMissing):
        return None
    return delivery_id if hmac.compare_digest(mac, expected[:_MAC_BYTES]) else None
