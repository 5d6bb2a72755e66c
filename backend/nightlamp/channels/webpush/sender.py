"""Send one message to one browser: seal, sign, post, judge. No database, no address in a log line."""

import hashlib
import logging
import ssl
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Collection
from functools import lru_cache

from cryptography.hazmat.primitives import serialization
from pydantic import AnyHttpUrl
from webpush import WebPush, WebPushSubscription
from webpush.types import WebPushKeys

from nightlamp.channels.message import Message, Outcome
from nightlamp.channels.webpush.answers import must_rest, outcome_of
from nightlamp.channels.webpush.connections import AddressNotPublic, Connections
from nightlamp.channels.webpush.endpoints import Endpoint, EndpointRefused, check_endpoint
from nightlamp.channels.webpush.payload import TooLong, plain_payload
from nightlamp.channels.webpush.reading import Answer, NotAnAnswer
from nightlamp.channels.webpush.target import WebPushTarget
from nightlamp.channels.webpush.vapid import LIFE, CachedVapid
from nightlamp.core.clock import Clock, utc_now
from nightlamp.core.keys import KeyMissing, KeyRing

log = logging.getLogger("nightlamp.channels")

# TTL 0 is refused by Windows and dropped by a phone that sleeps; four weeks is the most that Google keeps.
MIN_TTL, MAX_TTL = 1, 4 * 7 * 24 * 3600
_URGENCY = {"P3": "normal", "P4": "low"}
_MAX_ENCODERS = 64
_MAX_KNOWN = 1024


class WebPushSender:
    """The sender of the channel `webpush`. Safe to use from many threads.

    `clock` is the machine's real time (signatures and HTTP dates), `ticks` a monotonic count of seconds.
    """

    def __init__(
        self,
        ring: KeyRing,
        *,
        contact: str,
        public_origin: str,
        listed: Collection[str] = (),
        connections: Connections | None = None,
        clock: Clock = utc_now,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._contact = contact
        self._public_origin = public_origin
        self._listed = frozenset(listed)
        self._encoders = _Encoders(ring, contact, clock)
        self._connections = connections or Connections()
        self._resting = _Resting(ticks)
        # What depends on the device alone is kept for those that were rung lately.
        self._endpoint_of = lru_cache(maxsize=_MAX_KNOWN)(self._checked_endpoint)
        self._subscription_of = lru_cache(maxsize=_MAX_KNOWN)(_subscription)

    def send(self, target: WebPushTarget, message: Message) -> Outcome:
        """Make one attempt: at most about 15 s and the resolver's own time."""
        try:
            endpoint = self._endpoint_of(target.endpoint)
        except EndpointRefused:
            return Outcome("failed", "foreign_host")
        if (left := self._resting.seconds_left(endpoint.origin)) > 0:
            return Outcome("held", "told_to_wait", left)
        try:
            body, headers = self._request(target, endpoint, message)
        except KeyMissing:
            log.error("VAPID key %s is gone from the key ring; its devices cannot be reached.", target.vapid_key_id)
            return Outcome("refused", "key_missing")
        except TooLong as error:
            log.error("%s", error)
            return Outcome("failed", "too_long")
        except ValueError:
            return Outcome("failed", "unusable_keys")
        return self._posted(endpoint, body, headers)

    def _checked_endpoint(self, url: str) -> Endpoint:
        return check_endpoint(url, listed=self._listed)

    def _request(self, target: WebPushTarget, endpoint: Endpoint, message: Message) -> tuple[bytes, dict[str, str]]:
        encoder = self._encoders.of(target.vapid_key_id, min(max(message.ttl_seconds, MIN_TTL), MAX_TTL))
        subscription = self._subscription_of(endpoint.origin, target.auth, target.p256dh)
        sealed = encoder.get(plain_payload(message, public_origin=self._public_origin), subscription)
        headers = {
            "TTL": sealed.headers["ttl"],
            "Content-Encoding": sealed.headers["content-encoding"],
            "Content-Type": "application/octet-stream",
            "Authorization": sealed.headers["authorization"],
            "Urgency": _URGENCY.get(message.urgency, "high"),
            "Topic": topic_of(message.alert, target.endpoint),
        }
        if endpoint.is_windows:
            headers["X-WNS-Cache-Policy"] = "cache"
        return sealed.encrypted, headers

    def _posted(self, endpoint: Endpoint, body: bytes, headers: dict[str, str]) -> Outcome:
        try:
            answer = self._connections.post(endpoint, body, headers)
        except AddressNotPublic:
            log.error("%s leads to an address that is not public; nothing was sent.", endpoint.host)
            return Outcome("failed", "address_not_public")
        except TimeoutError:
            return Outcome("later", "timeout")
        except ssl.SSLError:
            return Outcome("later", "tls")
        except (OSError, NotAnAnswer):
            return Outcome("later", "unreachable")
        return self._judged(endpoint, answer)

    def _judged(self, endpoint: Endpoint, answer: Answer) -> Outcome:
        outcome = outcome_of(answer.status, answer.headers, now=self._clock())
        if must_rest(answer.status):
            self._resting.until(endpoint.origin, outcome.retry_after_seconds or 0.0)
        if outcome.kind == "refused":
            log.error("%s refuses our signature (%s): no device there can be reached.", endpoint.host, outcome.code)
        elif outcome.kind == "failed":
            hints = {k: v for k, v in answer.headers.items() if k.startswith("x-wns-")}
            log.error("%s does not take our message: %s %s", endpoint.host, outcome.code, hints)
        return outcome


def _subscription(origin: str, auth: str, p256dh: str) -> WebPushSubscription:
    """Only the origin goes in: it is what gets signed, and the rest of the address stays as the browser gave it."""
    return WebPushSubscription(endpoint=AnyHttpUrl(origin), keys=WebPushKeys(auth=auth, p256dh=p256dh))


def topic_of(alert: str, endpoint: str) -> str:
    """Return the topic (RFC 8030 section 5.4): a newer message of an alert replaces one that is still undelivered.

    32 URL-safe characters, another for each device, so that a vendor does not see which phones one alert rang.
    """
    digest = hashlib.sha256(f"{alert}\n{endpoint}".encode()).digest()
    return urlsafe_b64encode(digest[:24]).decode()


class _Encoders:
    """One encoder a key and TTL. Its per-call arguments change it for everybody, so they are never used."""

    def __init__(self, ring: KeyRing, contact: str, clock: Clock) -> None:
        self._ring, self._contact, self._clock = ring, contact, clock
        self._signers: dict[str, CachedVapid] = {}
        self._made: dict[tuple[str, int], WebPush] = {}
        self._lock = threading.Lock()

    def of(self, key_id: str, ttl: int) -> WebPush:
        """Return the encoder for a VAPID key and a TTL. Raises KeyMissing."""
        with self._lock:
            found = self._made.get((key_id, ttl))
            if found is None:
                while len(self._made) >= _MAX_ENCODERS:
                    del self._made[next(iter(self._made))]
                found = self._made[key_id, ttl] = self._new(key_id, ttl)
            return found

    def _new(self, key_id: str, ttl: int) -> WebPush:
        private_key = self._ring.pair("vapid", key_id)
        if private_key is None:
            raise KeyMissing(f"vapid key {key_id} is not in the key ring.")
        private = private_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        public = private_key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        encoder = WebPush(private, public, subscriber=self._contact, ttl=ttl, expiration=int(LIFE.total_seconds()))
        encoder.vapid = self._signers.setdefault(key_id, CachedVapid(private_key, clock=self._clock))
        return encoder


class _Resting:
    """Which services told us to wait, and until when."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._until: dict[str, float] = {}

    def until(self, origin: str, seconds: float) -> None:
        """Leave a service alone for this long."""
        self._until[origin] = self._ticks() + seconds

    def seconds_left(self, origin: str) -> float:
        """Return how long a service is still to be left alone; 0 or less is not at all."""
        return self._until.get(origin, 0.0) - self._ticks() if origin in self._until else 0.0
