"""Which addresses are public. A socket is made for no other, so neither DNS nor a redirect leads inside.

The check is where the socket is made: after the name was resolved, for the very address that is connected to.
A name that is resolved again and again (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

AddressInfo = tuple[Any, ...]  # as of `socket.getaddrinfo`

# What the IANA's tables call not globally reachable, and other addresses that are inside a network.
# `ipaddress` has a table too, but another one in each version of Python.
# Source: https://www.iana.org/assignments/iana-ipv4-special-registry, and iana-ipv6-special-registry
_INSIDE = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # carriers' own networks, RFC 6598; also Alibaba's metadata, 100.100.100.200
            "127.0.0.0/8",
            "168.63.129.16/32",  # Azure's host
            "169.254.0.0/16",  # link-local; also most clouds' metadata, 169.254.169.254
            "172.16.0.0/12",
            "192.0.0.0/24",  # IETF protocol assignments; also Oracle's metadata, 192.0.0.192
            "192.0.2.0/24",
            "192.88.99.0/24",  # 6to4 relays, withdrawn by RFC 7526
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",  # multicast, reserved, broadcast
            "2001::/23",  # IETF protocol assignments, with Teredo
            "2001:db8::/32",
            "3fff::/20",
        ),
    )
)
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that is given out, RFC 4291
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052


class PrivateAddressError(OSError):
    """An address is not public, so no connection to it is made."""


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet.

    An IPv6 address that stands for an IPv4 one (mapped, 6to4, NAT64) is public if that is.

    Parameters:
        address: as the system writes it, with a zone or without; anything else is not public.
    """
    try:
        given = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(given, ipaddress.IPv6Address):
        carried = given.ipv4_mapped or given.sixtofour
        if given in _NAT64:
            carried = ipaddress.IPv4Address(int(given) & 0xFFFF_FFFF)
        if carried is not None:
            return is_public(str(carried))
        if given not in _GLOBAL_UNICAST:
            return False
    return not any(given in network for network in _INSIDE)


def socket_factory(*, allow_private: bool) -> Callable[[AddressInfo], socket.socket]:
    """Return what makes the sockets of a client.

    Raises:
        PrivateAddressError: from what is returned, for an address that is not public.
    """

    def make(info: AddressInfo) -> socket.socket:
        family, kind, protocol, _, address = info
        if not allow_private and not is_public(str(address[0])):
            # The same words for each address: aiohttp replaces errors that differ by one of its own.
            raise PrivateAddressError("the host has a private address")
        made = socket.socket(family, kind, protocol)
        made.settimeout(0)
        return made

    return make
