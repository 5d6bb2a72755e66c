"""Kept connections to push services: one a thread and origin, to a public address, no redirect, no proxy.

A request is one write: the standard library's client makes two of it (headers, body), which costs more CPU and
another TLS record. DNS cannot be given a time limit here; the system's resolver has its own (usually 5 to 20 s).
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nightlamp.channels.webpush.endpoints import Endpoint
from nightlamp.channels.webpush.reading import Answer, read_answer

_MAX_KEPT = 16

# RFC 6052 section 2.1: how a server without IPv4 reaches a service that has nothing else.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

# The other end closed a connection that we had kept; nothing of an answer came.
_CLOSED_BY_PEER = (ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError)


class AddressNotPublic(Exception):
    """A push service's name leads into a private network: somebody wants us to knock on a door inside."""


@dataclass(frozen=True)
class Limits:
    """How long to wait, in seconds: for a connection with its TLS, and for a whole answer.

    A connection that was idle for longer than `idle` is not used again: firewalls and carriers drop idle ones without
    a word, and the next message would wait for the read limit.
    """

    connect: float = 5.0
    read: float = 10.0
    idle: float = 50.0


@dataclass
class _Kept:
    connection: socket.socket
    used_at: float


class Connections:
    """Posts over kept connections. Safe to use from many threads: each has its own."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        tls: ssl.SSLContext | None = None,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits or Limits()
        self._tls = tls or strict_tls()
        self._ticks = ticks
        self._of_thread = threading.local()

    def post(self, endpoint: Endpoint, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Post once and return the answer; when a kept connection turns out closed, once more on a new one.

        A message may thus arrive twice; its topic and tag make that one notification. Raises AddressNotPublic,
        OSError (TimeoutError among them) or NotAnAnswer.
        """
        kept = self._kept().pop(endpoint.origin, None)
        if kept is not None and self._is_fit(kept):
            try:
                return self._exchange(kept.connection, endpoint, body, headers)
            except _CLOSED_BY_PEER:
                pass  # Not a failure of the message: it is sent again, below.
        elif kept is not None:
            kept.connection.close()
        return self._exchange(self._connected(endpoint), endpoint, body, headers)

    def close(self) -> None:
        """Close the connections of this thread; those of other threads close when their thread ends."""
        kept = self._kept()
        while kept:
            kept.popitem()[1].connection.close()

    def _is_fit(self, kept: _Kept) -> bool:
        """Tell whether a kept connection is young and silent: what comes unasked is its end, or no answer of ours."""
        if self._ticks() - kept.used_at >= self._limits.idle:
            return False
        kept.connection.settimeout(0)
        try:
            kept.connection.recv(1)
        except (BlockingIOError, ssl.SSLWantReadError):
            return True  # Nothing, or only what TLS keeps for itself, as a ticket.
        except OSError:
            return False
        return False

    def _connected(self, endpoint: Endpoint) -> socket.socket:
        """Connect to the very address that was judged: a second look-up could answer with another one."""
        addresses = _addresses(endpoint)
        deadline = self._ticks() + self._limits.connect
        for position, (family, address) in enumerate(addresses):
            is_last = position == len(addresses) - 1
            left = max(deadline - self._ticks(), 0.1)
            try:
                return self._secured(endpoint, family, address, left if is_last else left / 2)
            except OSError:
                if is_last:
                    raise
        raise OSError("The push service's name has no address.")

    def _secured(self, endpoint: Endpoint, family: int, address: Any, seconds: float) -> socket.socket:
        bare = socket.socket(family, socket.SOCK_STREAM)
        try:
            bare.settimeout(seconds)
            bare.connect(address)
            bare.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            is_tls = endpoint.scheme == "https"
            return self._tls.wrap_socket(bare, server_hostname=endpoint.host) if is_tls else bare
        except BaseException:
            bare.close()
            raise

    def _exchange(
        self, connection: socket.socket, endpoint: Endpoint, body: bytes, headers: Mapping[str, str]
    ) -> Answer:
        is_reusable = False
        try:
            connection.settimeout(self._limits.read)
            connection.sendall(_request(endpoint, body, headers))
            answer, is_reusable = read_answer(connection, seconds=self._limits.read, ticks=self._ticks)
            return answer
        finally:
            if is_reusable:
                self._keep(endpoint.origin, connection)
            else:
                connection.close()

    def _keep(self, origin: str, connection: socket.socket) -> None:
        kept = self._kept()
        kept[origin] = _Kept(connection, self._ticks())
        while len(kept) > _MAX_KEPT:
            kept.pop(next(iter(kept))).connection.close()

    def _kept(self) -> dict[str, _Kept]:
        if not hasattr(self._of_thread, "kept"):
            self._of_thread.kept = {}
        found: dict[str, _Kept] = self._of_thread.kept
        return found


def _request(endpoint: Endpoint, body: bytes, headers: Mapping[str, str]) -> bytes:
    """A checked endpoint holds no space and no line break, so nothing can be smuggled into the head."""
    lines = [f"POST {endpoint.path} HTTP/1.1", f"Host: {endpoint.authority}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the open internet; IPv4 inside IPv6 is judged by what is inside."""
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    inner = _ipv4_inside(ip) or ip if isinstance(ip, ipaddress.IPv6Address) else ip
    return inner.is_global and not inner.is_multicast and not inner.is_reserved


def _ipv4_inside(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in _NAT64:
        return ipaddress.IPv4Address(ip.packed[-4:])
    return ip.ipv4_mapped or ip.sixtofour


def _addresses(endpoint: Endpoint) -> Sequence[tuple[int, Any]]:
    found = socket.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM)
    usable = [(row[0], row[4]) for row in found if endpoint.is_listed or is_public(str(row[4][0]))]
    if found and not usable:
        raise AddressNotPublic(endpoint.host)
    return usable


def strict_tls() -> ssl.SSLContext:
    """Return how we speak TLS: at least 1.2, and only with who can show a certificate for the very name."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    return context
