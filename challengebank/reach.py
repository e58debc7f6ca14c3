"""Connecting to the outside world, never to a machine of our own network.

A name is looked up once, every address that it gives is checked, and the connection goes to one of those very
addresses: no second look-up can give another one (DNS rebinding).
"""

import ipaddress
import socket
import ssl
from urllib.parse import SplitResult

NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddress(OSError):  # noqa: N818 - it says what the address is
    """The name leads to a machine of a private network."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the outside world, as itself and as the IPv4 address that it may carry."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in NAT64 or ip.teredo:
            return False
        carried = ip.ipv4_mapped or ip.sixtofour
        if carried and not carried.is_global:
            return False
    return ip.is_global and not ip.is_multicast


def port_of(parts: SplitResult) -> int:
    """The port of an address, said or usual."""
    return parts.port or (443 if parts.scheme == "https" else 80)


def reach(parts: SplitResult, *, private: bool, timeout: float) -> socket.socket:
    """An open connection, encrypted for https. PrivateAddress when any address of the name is private, else OSError."""
    host = parts.hostname or ""
    found = [info[4] for info in socket.getaddrinfo(host, port_of(parts), type=socket.SOCK_STREAM)]
    if not private and not all(is_public(str(address[0])) for address in found):
        raise PrivateAddress(host)
    plain = _connected(found, timeout)
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host) if parts.scheme == "https" else plain


def _connected(addresses: list[tuple[object, ...]], timeout: float) -> socket.socket:
    """The first of these addresses that answers."""
    for place, address in enumerate(addresses):
        try:
            return socket.create_connection((str(address[0]), int(str(address[1]))), timeout=timeout)
        except OSError:
            if place == len(addresses) - 1:
                raise
    raise OSError("no address")
