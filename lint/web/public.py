"""Which addresses are public. A socket is made for no other, so neither DNS nor a redirect leads inside.

The check is where the socket is made: after the name was resolved, for the very address that is connected to.
A name that is resolved again and again (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

AddressInfo = tuple[Any, ...]  # as of `socket.getaddrinfo`

# Beyond what `ipaddress` calls private, by its table of https://www.iana.org/assignments/iana-ipv4-special-registry
_INSIDE = tuple(
    map(
        ipaddress.ip_network,
        (
            "100.64.0.0/10",  # carriers' own networks, RFC 6598; also Alibaba's metadata, 100.100.100.200
            "192.0.0.0/24",  # IETF protocol assignments; also Oracle's metadata, 192.0.0.192
            "192.88.99.0/24",  # 6to4 relays, withdrawn by RFC 7526
            "168.63.129.16/32",  # Azure's host
            "fec0::/10",  # site-local, RFC 3879
            "64:ff9b:1::/48",  # NAT64 of a network's own, RFC 8215
        ),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
_IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291


class PrivateAddressError(OSError):
    """An address is not public, so no connection to it is made."""


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet.

    An IPv6 address that carries an IPv4 one (mapped, compatible, 6to4, Teredo, NAT64) is public if both are.

    Parameters:
        address: as the system writes it, with a zone or without; anything else is not public.
    """
    try:
        given = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(given, ipaddress.IPv6Address):
        carried = _carried(given)
        if given.ipv4_mapped is not None:
            return _is_public(given.ipv4_mapped)
        return _is_public(given) and all(map(_is_public, carried))
    return _is_public(given)


def _carried(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    carried = [each for each in (address.ipv4_mapped, address.sixtofour) if each is not None]
    carried += address.teredo or ()
    if address in _NAT64 or address in _IPV4_COMPATIBLE:
        carried.append(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    return carried


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if address.is_multicast or (address.is_reserved and address not in _NAT64) or address.is_unspecified:
        return False
    if address.is_loopback or address.is_link_local:
        return False
    if any(address.version == network.version and address in network for network in _INSIDE):
        return False
    # Python before 3.12.4 calls some addresses global that are not, and the other way round; these are apart above.
    return address.is_global or address in _NAT64 if address.version == 6 else address.is_global


def socket_factory(*, allow_private: bool) -> Callable[[AddressInfo], socket.socket]:
    """Return what makes the sockets of a client.

    Raises:
        PrivateAddressError: from what is returned, for an address that is not public.
    """

    def make(info: AddressInfo) -> socket.socket:
        family, kind, protocol, _, address = info
        if not allow_private and not is_public(str(address[0])):
            raise PrivateAddressError(f"{address[0]} is a private address")
        made = socket.socket(family, kind, protocol)
        made.setblocking(False)
        return made

    return make
