"""What a strict push service checks of a message (RFC 8030, 8188, 8292)."""

import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from tests.support.push_phone import Post, from_b64url

MAX_BODY = 4096


def judge(post: Post, *, origin: str, key: bytes | None, ahead: float = 0.0) -> tuple[int, str | None]:
    """Return the status for a message and, unless it is 201, why. `key` is the only VAPID key allowed (None: any).

    `ahead`: by how many seconds the service's clock is ahead of the machine's.
    """
    fault = _form_fault(post)
    if fault is not None:
        return fault
    try:
        _check_vapid(post.headers.get("authorization", ""), origin, key, now=time.time() + ahead)
    except (jwt.InvalidTokenError, ValueError, KeyError) as error:
        return 403, f"{type(error).__name__}: {error}"
    return 201, None


def _form_fault(post: Post) -> tuple[int, str] | None:
    topic = post.headers.get("topic", "x")
    if not post.headers.get("ttl", "").isdigit():
        return 400, "no TTL"
    if len(post.body) > MAX_BODY:
        return 413, "too large"
    if post.headers.get("content-encoding") != "aes128gcm":
        return 400, "not aes128gcm"
    if len(topic) > 32 or not topic.replace("-", "").replace("_", "").isalnum():
        return 400, "topic is not 1 to 32 base64url characters"
    return None


def _check_vapid(authorization: str, origin: str, key: bytes | None, *, now: float) -> None:
    scheme, _, rest = authorization.partition(" ")
    if scheme.lower() != "vapid":
        raise ValueError("no VAPID")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    raw = from_b64url(parts["k"])
    public_key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    options: Any = {"require": ["exp", "aud", "sub"]}
    claims = jwt.decode(parts["t"], public_key, algorithms=["ES256"], audience=origin, options=options)
    if claims["exp"] > now + 24 * 3600 + 60:
        raise ValueError("exp is more than 24 hours away")
    if not claims["sub"].startswith(("mailto:", "https:")):
        raise ValueError("sub is neither mailto: nor https:")
    if key is not None and key != raw:
        raise ValueError("another key than the one subscribed with")
