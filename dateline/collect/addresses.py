"""Which network addresses may be reached: public ones only."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# IETF protocol assignments (RFC 6890) and the 6to4 relay (RFC 7526): no web server lives there.
_PROTOCOL = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
# The last 32 bits are an IPv4 address (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")
_LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")  # RFC 8215: only ever reaches the own network
_COMPATIBLE = IPv6Network("::/96")  # RFC 4291, deprecated
_NEVER = (
    IPv6Network("fec0::/10"),  # site-local, RFC 3879
    IPv6Network("2001::/23"),  # Teredo, ORCHID and the like: no web server lives there
    IPv6Network("3fff::/20"),  # documentation, RFC 9637; newer than Python 3.11's table
    IPv6Network("5f00::/16"),  # segment routing, RFC 9602
    _LOCAL_NAT64,
    _COMPATIBLE,
)


def is_public(address: str) -> bool:
    """Whether ``address`` (IPv4 or IPv6, as ``getaddrinfo`` gives it) is a public unicast address. An IPv6 address that
    leads to an IPv4 one (mapped, 6to4, NAT64) is as public as that one."""
    parsed = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv4Address):
        return _is_public_v4(parsed)
    inner = _embedded(parsed)
    if inner is not None:
        return _is_public_v4(inner)
    return parsed.is_global and not parsed.is_multicast and not any(parsed in net for net in _NEVER)


def _is_public_v4(address: IPv4Address) -> bool:
    is_special = address.is_multicast or address.is_reserved or any(address in net for net in _PROTOCOL)
    return address.is_global and not is_special


def _embedded(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
