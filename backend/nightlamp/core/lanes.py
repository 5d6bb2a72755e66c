"""Count what comes from one source, in memory, without keeping an address: by a hash whose key is gone each day.

Each process counts for itself, so a source may do as many times more as there are processes. When too many sources
are known, all are forgotten: nobody is slowed for lack of room.
"""

import hashlib
import logging
import secrets
import threading
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from flask import Flask, current_app, has_request_context, request

from nightlamp.core.config import Settings

log = logging.getLogger("nightlamp.lanes")

# One entry is about 200 bytes: four megabytes at most.
_MOST_SOURCES = 20_000
_NAME = "nightlamp.lanes"
_FORWARDED = "HTTP_X_FORWARDED_FOR"  # the header X-Forwarded-For, as WSGI names it


class Lanes:
    """Counts by kind and source within windows of `seconds`. Safe for threads."""

    def __init__(self, *, seconds: int) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._day: date | None = None
        self._key = b""
        self._window = -1
        self._counts: dict[bytes, int] = {}

    def count(self, kind: str, source: str, *, now: datetime, more: int = 1) -> int:
        """Count so many more, and return how many of this kind came from there in this window."""
        with self._lock:
            self._turn(now)
            # Keyed BLAKE2 (RFC 7693) is a MAC by itself, and a single call: every report counts here twice.
            digest = hashlib.blake2b(f"{kind} {source}".encode(), key=self._key, digest_size=32).digest()
            if len(self._counts) >= _MOST_SOURCES and digest not in self._counts:
                self._counts.clear()
            found = self._counts[digest] = self._counts.get(digest, 0) + more
            return found

    def left(self, *, now: datetime) -> int:
        """Return the seconds until this window ends, at least 1."""
        return max(1, self.seconds - int(now.timestamp()) % self.seconds)

    def _turn(self, now: datetime) -> None:
        """Begin a new window, and with a new day a new key; the old one is in no file and cannot come back."""
        window = int(now.timestamp()) // self.seconds
        if window != self._window:
            self._window = window
            self._counts.clear()
        if now.date() != self._day:
            self._day, self._key = now.date(), secrets.token_bytes(32)


def init_lanes(app: Flask) -> None:
    """Give an application its counts."""
    app.extensions[_NAME] = Lanes(seconds=600)


def lanes() -> Lanes:
    """Return the counts of this process."""
    found: Lanes = current_app.extensions[_NAME]
    return found


def count_of_request(kind: str, *, now: datetime, more: int = 1, told_apart: bool = False) -> int:
    """Count so many more from where this request comes, and return how many there were; 0 outside of a request.

    `told_apart`: 0 as well where a proxy stands before us that the settings do not know. Then all the world is one
    source, and must not pay for it; the log says once what to set.
    """
    if not has_request_context():
        return 0
    extensions, environ = current_app.extensions, request.environ
    settings: Settings = extensions["nightlamp.settings"]
    if not settings.proxies and _FORWARDED in environ:
        warn_once()
        if told_apart:
            return 0
    counts: Lanes = extensions[_NAME]
    return counts.count(kind, source_of(environ, proxies=settings.proxies), now=now, more=more)


@lru_cache(maxsize=1)
def warn_once() -> None:
    """Log, once in the life of a process, that sources cannot be told apart."""
    log.warning("A proxy stands in front, and NIGHTLAMP_PROXIES is not set: sources cannot be told apart.")


def source_of(environ: Mapping[str, Any], *, proxies: int) -> str:
    """Return the address that a request comes from, as the outermost of our own `proxies` has seen it.

    `environ` is the request's, by WSGI. What stands further left in X-Forwarded-For was written by whoever sent it,
    and is not believed.
    """
    if proxies:
        seen = [each.strip() for each in environ.get(_FORWARDED, "").split(",") if each.strip()]
        if proxies <= len(seen):
            return str(seen[-proxies])
    return str(environ.get("REMOTE_ADDR") or "")
