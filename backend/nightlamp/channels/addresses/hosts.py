"""Where a host's name leads, asked when an address is saved and again before each send."""

import ipaddress
import socket

from nightlamp.channels.addresses.shapes import AddressRefused, Shape
from nightlamp.channels.webpush.connections import is_public


def check_host(shape: Shape) -> None:
    """Refuse an address whose host leads to where we must not knock. Raises AddressRefused (`host_not_public`).

    A host that the deployment lists may be in its own network, but never a link-local one: machines in clouds tell
    their secrets there. A name that cannot be resolved now passes: sending will tell.
    """
    if shape.host is None:
        return
    try:
        found = socket.getaddrinfo(shape.host, shape.port, type=socket.SOCK_STREAM)
    except OSError:
        return
    if not all(_may_post_to(str(row[4][0]), is_listed=shape.is_listed) for row in found):
        raise AddressRefused("host_not_public")


def _may_post_to(address: str, *, is_listed: bool) -> bool:
    if is_public(address):
        return True
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    inner = (ip.ipv4_mapped or ip) if isinstance(ip, ipaddress.IPv6Address) else ip
    harmful = inner.is_link_local or inner.is_multicast or inner.is_unspecified or inner.is_reserved
    return is_listed and not harmful
