"""What an address of each channel looks like. Pure: no network.

People paste what the other program shows them: an e-mail address, a phone number, the address of a group robot,
the address of an ntfy topic. Hosts are known ones, or listed by the deployment: an address must not make us knock
on doors inside.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from ipaddress import ip_address

from nightlamp.channels.webpush.endpoints import Endpoint, EndpointRefused, split_endpoint

MAX_LENGTH = 500


class AddressRefused(Exception):
    """Not an address of this channel, or of a host that we do not post to; `code` says why, without the address."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Shape:
    """A checked address. `value` goes into the deployment's apprise URL, `label` may be shown to its owner.

    `host` and `port` are where it leads when the address itself says so, else None.
    """

    value: str = field(repr=False)
    label: str
    host: str | None = None
    port: int = 443
    is_listed: bool = False


def read_shape(channel: str, text: str, *, ntfy_origins: Collection[str]) -> Shape:
    """Return what an address of a channel is made of. Raises AddressRefused; KeyError for an unknown channel."""
    reader = _READERS[channel]
    bare = text.strip()
    if not bare or len(bare) > MAX_LENGTH:
        raise AddressRefused("not_an_address")
    return reader(bare, ntfy_origins)


# RFC 5321 section 4.5.3.1: 64 octets before the sign, 255 behind it. No quoted local parts: nobody has one.
_EMAIL = re.compile(r"([A-Za-z0-9._%+'-]{1,64})@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63})")
# ITU-T E.164: at most 15 digits. Eleven digits from 13 to 19 are a Chinese mobile number without its country.
_ABROAD, _CHINESE_MOBILE = re.compile(r"\+[1-9][0-9]{6,14}"), re.compile(r"1[3-9][0-9]{9}")
_TOPIC = re.compile(r"/([A-Za-z0-9_-]{1,64})")
_ROBOTS = {
    "wecom": ("qyapi.weixin.qq.com", re.compile(r"/cgi-bin/webhook/send\?key=([A-Za-z0-9-]{20,80})")),
    "dingtalk": ("oapi.dingtalk.com", re.compile(r"/robot/send\?access_token=([A-Za-z0-9]{32,80})")),
    "feishu": ("open.feishu.cn", re.compile(r"/open-apis/bot/v2/hook/([A-Za-z0-9-]{20,80})/?")),
}


def _email(text: str, _origins: Collection[str]) -> Shape:
    found = _EMAIL.fullmatch(text)
    if found is None or len(text) > 254 or ".." in found[1]:
        raise AddressRefused("not_an_address")
    return Shape(f"{found[1]}@{found[2].lower()}", f"{found[1][0]}…@{found[2].lower()}"[:80])


def _sms(text: str, _origins: Collection[str]) -> Shape:
    digits = re.sub(r"[\s()-]", "", text)
    if _CHINESE_MOBILE.fullmatch(digits):
        digits = f"+86{digits}"
    if not _ABROAD.fullmatch(digits):
        raise AddressRefused("not_an_address")
    return Shape(digits, f"{digits[:3]}…{digits[-4:]}")


def _robot(channel: str) -> Callable[[str, Collection[str]], Shape]:
    host, path = _ROBOTS[channel]

    def read(text: str, _origins: Collection[str]) -> Shape:
        endpoint = _endpoint(text)
        if endpoint.origin != f"https://{host}":
            raise AddressRefused(_why_not(endpoint))
        found = path.fullmatch(endpoint.path)
        if found is None:
            raise AddressRefused("not_an_address")
        return Shape(found[1], f"…{found[1][-4:]}", host)

    return read


def _ntfy(text: str, origins: Collection[str]) -> Shape:
    endpoint = _endpoint(text)
    if endpoint.origin not in origins:
        raise AddressRefused(_why_not(endpoint))
    found = _TOPIC.fullmatch(endpoint.path)
    if found is None:
        raise AddressRefused("not_an_address")
    label = f"{endpoint.host} · {found[1][:2]}…"[:80]
    return Shape(f"{endpoint.authority}/{found[1]}", label, endpoint.host, endpoint.port, is_listed=True)


def _endpoint(text: str) -> Endpoint:
    try:
        return split_endpoint(text)
    except EndpointRefused:
        raise AddressRefused("not_an_address") from None


def _why_not(endpoint: Endpoint) -> str:
    """Say `host_not_public` for what is plainly inside, so that the reader knows what is wrong with it."""
    try:
        return "host_not_allowed" if ip_address(endpoint.host).is_global else "host_not_public"
    except ValueError:
        inside = endpoint.host == "localhost" or endpoint.host.endswith((".localhost", ".local", ".internal"))
        return "host_not_public" if inside else "host_not_allowed"


_READERS: dict[str, Callable[[str, Collection[str]], Shape]] = {
    "email": _email,
    "sms": _sms,
    "ntfy": _ntfy,
    **{channel: _robot(channel) for channel in _ROBOTS},
}
