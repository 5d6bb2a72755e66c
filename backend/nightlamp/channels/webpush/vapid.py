"""Who we are, for push services (VAPID, RFC 8292): one signature serves an origin for half of its life."""

import base64
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import AnyHttpUrl

from nightlamp.core.clock import Clock, utc_now
from nightlamp.core.keys import public_point

# RFC 8292 section 2 allows 24 hours at most; half of it leaves room for a clock that is wrong by hours.
LIFE = timedelta(hours=12)
_MAX_KEPT = 500


@dataclass(frozen=True)
class _Signed:
    header: str
    expires_at: datetime


class CachedVapid:
    """Stands in for the `webpush` package's signer, which signs each message anew and drops the port of `aud`.

    `clock` is the machine's real time, never a pretended one: push services compare it with theirs.
    Safe to use from many threads.
    """

    def __init__(self, private_key: ec.EllipticCurvePrivateKey, *, clock: Clock = utc_now) -> None:
        self._private_key = private_key
        self._public_key = base64.urlsafe_b64encode(public_point(private_key)).rstrip(b"=").decode()
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str], _Signed] = {}

    def get_authorization_header(self, endpoint: AnyHttpUrl, subscriber: str, expiration: int) -> str:
        """Return the Authorization header for an endpoint's origin; a new one when half of `expiration` is over.

        `subscriber` is our contact, already `mailto:` or `https:`; `expiration` is the life in seconds.
        """
        life, key = timedelta(seconds=expiration), (_audience(endpoint), subscriber)
        with self._lock:
            now = self._clock()
            kept = self._kept.get(key)
            if kept is None or kept.expires_at - now < life / 2:
                kept = self._kept[key] = self._signed(*key, expires_at=now + life)
                self._forget_oldest()
            return kept.header

    def _signed(self, audience: str, subscriber: str, *, expires_at: datetime) -> _Signed:
        claims = {"aud": audience, "exp": int(expires_at.timestamp()), "sub": subscriber}
        token = jwt.encode(claims, self._private_key, "ES256")
        return _Signed(f"vapid t={token}, k={self._public_key}", expires_at)

    def _forget_oldest(self) -> None:
        while len(self._kept) > _MAX_KEPT:
            del self._kept[next(iter(self._kept))]


def _audience(endpoint: AnyHttpUrl) -> str:
    usual = 443 if endpoint.scheme == "https" else 80
    port = "" if endpoint.port in (None, usual) else f":{endpoint.port}"
    return f"{endpoint.scheme}://{endpoint.host}{port}"
