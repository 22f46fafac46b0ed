"""Addresses that strangers give us: looked up once, refused where they lead inside, asked as looked up."""

import ipaddress
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractor.errors import TaizhangError

if TYPE_CHECKING:
    import httpx

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2_000
# An IPv4 address may hide in these: NAT64 and its local kin.
_CARRIERS = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressRefused(TaizhangError):
    """An address that is not asked; the message says why, and names no machine of ours."""


@dataclass(frozen=True, slots=True)
class Address:
    """A web address and the machine it led to when it was looked up."""

    url: str
    host: str
    port: int
    ip: str


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens on `host`.

    >>> [is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "10.0.0.1")]
    [True, True, True, False, False]
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def looked_up(url: str, *, private: bool = False) -> Address:
    """The machine behind `url`; AddressRefused when it is none of the public internet's.

    All that the name resolves to must be public: one private address among them is enough to
    refuse. `private` lifts that, for those who run both ends.
    """
    host, port = _host(url)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused(f"{host} leads to no machine") from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).split("%")[0]) for entry in found]
    if not addresses:
        raise AddressRefused(f"{host} leads to no machine")
    if not private and not all(map(_public, addresses)):
        raise AddressRefused(f"{host} is a machine of a private network")
    return Address(url, host, port, str(addresses[0]))


@contextmanager
def asked(
    address: Address,
    method: str = "GET",
    *,
    headers: Mapping[str, str] | None = None,
    content: bytes | None = None,
    seconds: float = 10.0,
) -> "Iterator[httpx.Response]":
    """The answer of the machine that was looked up, its body unread; redirects are not followed.

    Asking the address and not the name again leaves a name no second chance to lead elsewhere.
    Raises httpx.HTTPError.
    """
    import httpx

    whole = httpx.URL(address.url)
    named = {"Host": whole.netloc.decode("ascii"), **(headers or {})}
    with (
        httpx.Client(trust_env=False, follow_redirects=False, timeout=seconds) as client,
        client.stream(
            method,
            whole.copy_with(host=address.ip),
            headers=named,
            content=content,
            extensions={"sni_hostname": address.host},
        ) as response,
    ):
        yield response


def _host(url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise AddressRefused("this is no web address") from error
    if len(url) > _LONGEST or parts.scheme not in _PORTS or not host:
        raise AddressRefused("only addresses that begin with http:// or https:// are taken")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("an address with a password in it is not taken")
    return host, port or _PORTS[parts.scheme]


def _public(address: _IP) -> bool:
    inner = _carried(address)
    if inner is not None:
        return _public(inner)
    return address.is_global and not address.is_multicast


def _carried(address: _IP) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside an IPv6 address that stands for one."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if any(address in network for network in _CARRIERS):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo
