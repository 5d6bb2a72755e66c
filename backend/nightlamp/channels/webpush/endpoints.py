"""Where we may post to. A browser hands us the URL, so it is checked when saved and again before each send.

Pure: no network. Whether the name leads to a public address is asked when a connection is opened.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from nightlamp.core.config import SettingError

MAX_LENGTH = 2048

# The push services of Chrome, Edge on Android and Samsung; of Firefox; of Safari; of Edge on Windows.
_HOSTS = frozenset({"fcm.googleapis.com", "jmt17.google.com"})
_DOMAINS = (".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com")
_DEFAULT_PORT = {"https": 443, "http": 80}
_FORBIDDEN = re.compile(r"[^\x21-\x7e]|[\\\"<>^`{|}]")


class EndpointRefused(Exception):
    """An address that we do not post to; `code` says why, and the address itself is not repeated."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Endpoint:
    """A checked address, in parts. `path` is a secret: whoever has it can post to the device."""

    scheme: str
    host: str
    port: int
    path: str
    is_listed: bool

    @cached_property
    def authority(self) -> str:
        """Return host and, if it is not the scheme's own, port: the value of a Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORT[self.scheme] else f"{host}:{self.port}"

    @cached_property
    def origin(self) -> str:
        """Return scheme, host and port: the audience of a signature (RFC 8292 section 2)."""
        return f"{self.scheme}://{self.authority}"

    @property
    def is_windows(self) -> bool:
        """Tell whether this is Microsoft's service, which wants a header of its own."""
        return self.host.endswith(".notify.windows.com")


def check_endpoint(url: str, *, listed: Collection[str]) -> Endpoint:
    """Return the parts of an address that we may post to. Raises EndpointRefused.

    `listed` are the origins that the deployment adds (`listed_origins`); they need be neither known nor public.
    """
    if len(url) > MAX_LENGTH:
        raise EndpointRefused("too_long")
    endpoint = split_endpoint(url)
    if endpoint.origin in listed:
        return Endpoint(endpoint.scheme, endpoint.host, endpoint.port, endpoint.path, is_listed=True)
    if endpoint.scheme != "https" or endpoint.port != 443 or not _is_known(endpoint.host):
        raise EndpointRefused("push_host_not_allowed")
    return endpoint


def split_endpoint(url: str) -> Endpoint:
    """Return the parts of an address, whoever's it is. Raises EndpointRefused for what is no plain http address."""
    return _endpoint(_split(url), is_listed=False)


@lru_cache(maxsize=16)
def listed_origins(hosts: tuple[str, ...], setting: str = "NIGHTLAMP_PUSH_HOSTS") -> frozenset[str]:
    """Return the origins that a setting adds, in one spelling.

    Raises SettingError for anything but a bare https origin, or a plain http one on this very machine.
    """
    return frozenset(_listed_origin(text, setting) for text in hosts)


def _listed_origin(text: str, setting: str) -> str:
    try:
        parts = _split(text)
        endpoint = _endpoint(parts, is_listed=True)
    except EndpointRefused:
        raise SettingError(f"{setting}: {text!r} is not scheme://host[:port].") from None
    if parts.path not in ("", "/") or parts.query:
        raise SettingError(f"{setting}: {text!r} must end after the host and port.")
    if endpoint.scheme == "http" and not _is_loopback(endpoint.host):
        raise SettingError(f"{setting}: {text!r} must be https; plain http only on a loopback address.")
    return endpoint.origin


def _split(url: str) -> SplitResult:
    if _FORBIDDEN.search(url):
        raise EndpointRefused("not_a_url")
    try:
        return urlsplit(url)
    except ValueError:
        raise EndpointRefused("not_a_url") from None


def _endpoint(parts: SplitResult, *, is_listed: bool) -> Endpoint:
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        raise EndpointRefused("not_a_url") from None
    if parts.scheme not in _DEFAULT_PORT or not host or "@" in parts.netloc or parts.fragment:
        raise EndpointRefused("not_a_url")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Endpoint(parts.scheme, host, port or _DEFAULT_PORT[parts.scheme], path, is_listed)


def _is_known(host: str) -> bool:
    return host in _HOSTS or any(host.endswith(domain) for domain in _DOMAINS)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
