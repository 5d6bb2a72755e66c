"""Seal as the reporter's phone does, with another library than ours: joserfc makes the compact JWE."""

import json
from typing import Any

from joserfc import jwe
from joserfc.jwk import ECKey


def seal(key: dict[str, str], body: Any) -> str:
    """Return a body (JSON value, text or bytes) sealed to an intake key of `GET /config`."""
    plain = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else _json(body)
    header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": key["kid"]}
    public = ECKey.import_key({name: key[name] for name in ("kty", "crv", "x", "y")})
    return jwe.encrypt_compact(header, plain, public)


def _json(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
