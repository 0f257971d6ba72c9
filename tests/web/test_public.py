"""Which addresses are public, in each version of Python."""

from __future__ import annotations

import pytest

pytest.importorskip("aiohttp", reason="needs the extra `online`")

from lint.web.public import PrivateAddressError, is_public, socket_factory


@pytest.mark.parametrize(
    "address",
    "0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.1.2.3 168.63.129.16 "  # noqa: SIM905
    "169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 "
    "198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 "
    ":: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe ::ffff:0:127.0.0.1 "
    "64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b:1::8.8.8.8 100::1 2001::1 2001:0:7f00:1::1 2001:2::1 2001:10::1 "
    "2001:db8::1 2002:7f00:1::1 2002:a00:1::1 2002:a9fe:a9fe:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 "
    "fe80::1%eth0 fec0::1 ff02::1 ff0e::1 4000::1 localhost 1.2.3 0x7f.1".split(),
)
def test_private(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(PrivateAddressError):
        socket_factory(allow_private=False)((2, 1, 6, "", (address, 80)))


@pytest.mark.parametrize(
    "address",
    "1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 172.15.0.1 172.32.0.1 192.0.1.1 "  # noqa: SIM905
    "192.167.1.1 198.17.1.1 198.20.0.0 223.255.255.255 ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1 "
    "2001:200::1 2001:4860:4860::8888 2606:4700::1111 2a00:1450::1%3".split(),
)
def test_public(address: str) -> None:
    assert is_public(address)


def test_sockets_do_not_block() -> None:
    with socket_factory(allow_private=False)((2, 1, 6, "", ("8.8.8.8", 80))) as made:
        assert made.gettimeout() == 0
