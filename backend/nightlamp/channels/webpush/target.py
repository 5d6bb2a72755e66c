"""A browser's push subscription: its address and keys, checked. All of it is secret and stays out of logs."""

import base64
import binascii
from collections.abc import Collection
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec

from nightlamp.channels.webpush.endpoints import MAX_LENGTH, EndpointRefused, check_endpoint
from nightlamp.core.errors import Unprocessable, field_error


@dataclass(frozen=True)
class WebPushTarget:
    """Where and how to reach one browser. Keys are base64url without padding.

    `vapid_key_id` names our key pair that the browser subscribed with: it believes no other.
    """

    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)
    vapid_key_id: str


def read_target(
    endpoint: str, p256dh: str, auth: str, *, vapid_key_id: str, listed: Collection[str]
) -> WebPushTarget:
    """Return a checked subscription. Raises Unprocessable, which names the field and never repeats its value.

    Push libraries accept a wrong length and fail at the first alert; here it fails while the person is looking.
    """
    try:
        check_endpoint(endpoint, listed=listed)
    except EndpointRefused as refused:
        raise field_error("/endpoint", refused.code, _WORDS[refused.code]) from None
    return WebPushTarget(endpoint, _receiver_key(p256dh), _auth_secret(auth), vapid_key_id)


_WORDS = {
    "too_long": f"A push address has at most {MAX_LENGTH} characters.",
    "not_a_url": "This is not a push address.",
    "push_host_not_allowed": "This push service is not one that we may post to; your operator can add it.",
}


def _receiver_key(text: str) -> str:
    """RFC 8291 section 2.1: an uncompressed point of P-256, 65 bytes."""
    raw = _bytes(text)
    try:
        if len(raw) != 65 or raw[0] != 4:
            raise ValueError
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError:
        raise _wrong_key("p256dh", "65 bytes, a point of P-256") from None
    return _text(raw)


def _auth_secret(text: str) -> str:
    """RFC 8291 section 3.2: 16 bytes."""
    raw = _bytes(text)
    if len(raw) != 16:
        raise _wrong_key("auth", "16 bytes")
    return _text(raw)


def _wrong_key(name: str, shape: str) -> Unprocessable:
    return field_error(f"/keys/{name}", "not_a_key", f"The key {name} is {shape}, in base64url.")


def _bytes(text: str) -> bytes:
    """Return the bytes of base64url with or without padding; b"" when it is something else."""
    bare = text.rstrip("=")
    try:
        return base64.b64decode(bare.encode("ascii") + b"=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return b""


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
