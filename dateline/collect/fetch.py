"""The one way out to the network.

Only http and https, and only public addresses unless a host is allowed by name. A host's addresses are looked up once,
all of them are checked, and the connection goes to one of those very addresses, so that a second look-up cannot lead
elsewhere. Every redirect starts over. ``http.client`` is used since it lets us hand it the connected socket; proxies in
the environment are not used, because they would connect in our place.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection
from typing import BinaryIO, Generic, TypeVar
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from msgspec import Struct

from dateline.collect.addresses import is_public
from dateline.collect.compressed import decode_body
from dateline.errors import BrokenInputError, FetchError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_BLOCK = 1 << 16
T = TypeVar("T")


class Limits(Struct, frozen=True):
    """What one fetch may cost: ``bytes`` received and after unpacking, ``seconds`` in all, ``redirects`` followed."""

    bytes: int = 1 << 24
    unpacked: int = 1 << 25
    seconds: float = 60.0
    redirects: int = 5


class Fetched(Struct, frozen=True):
    """An answer: the ``url`` it came from in the end, its ``body`` unpacked, and what the server says of it."""

    url: str
    body: bytes
    media_type: str | None
    charset: str | None


class _Redirect(Struct, frozen=True):
    to: str


class _Request(Struct, Generic[T], frozen=True):
    """What is asked for, and what is made of the answer."""

    limits: Limits
    encoding: str
    take: Callable[[http.client.HTTPResponse, SplitResult, float], T]


def fetch(url: str, allow: Collection[str] = (), limits: Limits | None = None) -> Fetched:
    """Get ``url``. ``allow`` names hosts that may be reached although their address is not public. Raises
    ``FetchError`` for a refused address, a status other than 200, and where a limit is passed."""
    limits = limits or Limits()

    def whole(response: http.client.HTTPResponse, target: SplitResult, deadline: float) -> Fetched:
        return _fetched(response, target, limits, deadline)

    return _follow(url, allow, _Request(limits, "gzip", whole))


def save(url: str, into: BinaryIO, allow: Collection[str] = (), limits: Limits | None = None) -> str:
    """Get ``url`` as ``fetch`` does, but write the body to ``into`` as it comes, for files too large for memory; gives
    the URL that it came from in the end. Where ``FetchError`` is raised, part of it may have been written."""
    limits = limits or Limits()

    def write(response: http.client.HTTPResponse, target: SplitResult, deadline: float) -> str:
        if response.getheader("Content-Encoding", "identity").lower() != "identity":
            raise FetchError("answered with a packed body: try again later")
        _receive(response, limits, deadline, into.write)
        return target.geturl()

    return _follow(url, allow, _Request(limits, "identity", write))


def _follow(url: str, allow: Collection[str], request: _Request[T]) -> T:
    limits = request.limits
    allowed = frozenset(_bare(host) for host in allow)
    deadline = time.monotonic() + limits.seconds
    for _ in range(limits.redirects + 1):
        target = _target(url)
        try:
            answer = _get(target, allowed, request, deadline)
        except TimeoutError:
            raise FetchError(f"took longer than {limits.seconds:g} seconds: try again later") from None
        except ssl.SSLError as error:
            raise FetchError(f"has no valid certificate ({error.reason or 'TLS error'}): check the address") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time.monotonic() >= deadline:
                raise FetchError(f"took longer than {limits.seconds:g} seconds: try again later") from None
            reason = (getattr(error, "strerror", None) or str(error) or type(error).__name__).split("\n")[0]
            raise FetchError(f"could not be fetched ({reason}): check the address and the network") from None
        if not isinstance(answer, _Redirect):
            return answer
        url = urljoin(url, answer.to)
    raise FetchError(f"redirects more than {limits.redirects} times: give the address it ends at")


def _target(url: str) -> SplitResult:
    """``url`` taken apart, checked for what is never fetched."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if not _is_v6(parts.hostname) else parts.hostname
    except (ValueError, UnicodeError):
        raise FetchError("is not a valid address: check how it is written") from None
    if parts.scheme not in _PORTS:
        raise FetchError(f"would leave http and https ({parts.scheme or 'no scheme'}): refused")
    if not host or parts.username is not None or parts.password is not None or port == 0:
        raise FetchError("needs a plain host name, without user and password: check how it is written")
    netloc = f"[{host}]" if ":" in host else host
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return SplitResult(parts.scheme, f"{netloc}:{port}" if port else netloc, path, query, "")


def _is_v6(host: str | None) -> bool:
    return host is not None and ":" in host


def _get(target: SplitResult, allowed: frozenset[str], request: _Request[T], deadline: float) -> T | _Redirect:
    """One request: what is made of the answer, or where it redirects to."""
    host, port = target.hostname or "", target.port or _PORTS[target.scheme]
    address = _checked_address(host, port, allowed)
    raw = socket.create_connection(address, timeout=_left(deadline))
    # A timeout on the socket restarts with each byte; the watch ends a server that drips.
    watch = threading.Timer(_left(deadline), _shut, args=(raw,))
    watch.daemon = True
    watch.start()
    connection = http.client.HTTPConnection(host, port)
    try:
        secure = target.scheme == "https"
        connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host) if secure else raw
        path = target.path + (f"?{target.query}" if target.query else "")
        headers = {
            "Host": target.netloc,
            "User-Agent": "dateline",
            "Accept": "*/*",
            "Accept-Encoding": request.encoding,
        }
        connection.request("GET", path, headers={**headers, "Connection": "close"})
        response = connection.getresponse()
        return _redirect(response) or request.take(response, target, deadline)
    finally:
        watch.cancel()
        connection.close()
        raw.close()


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # already closed by the other side


def _checked_address(host: str, port: int, allowed: frozenset[str]) -> tuple[str, int]:
    """An address of ``host`` to connect to. Raises ``FetchError`` if any of its addresses is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(f"host {host} is not known: check the address and the network") from None
    addresses = [str(entry[4][0]) for entry in found]
    if _bare(host) not in allowed:
        for address in addresses:
            if not is_public(address):
                raise FetchError(f"host {host} is at {address}, not a public address: save the page and give the file")
    return addresses[0], port


def _redirect(response: http.client.HTTPResponse) -> _Redirect | None:
    """Where the answer leads on to; None for an answer with what was asked for. Raises ``FetchError`` for others."""
    if response.status in _REDIRECTS:
        location = response.getheader("Location")
        if not location:
            raise FetchError(f"answered {response.status} without saying where to: check the address")
        return _Redirect(location)
    if response.status != 200:
        raise FetchError(f"answered {response.status} {response.reason}".rstrip() + ": check the address")
    return None


def _fetched(response: http.client.HTTPResponse, target: SplitResult, limits: Limits, deadline: float) -> Fetched:
    received = bytearray()
    _receive(response, limits, deadline, received.extend)
    try:
        body = decode_body(
            bytes(received), content=response.getheader("Content-Encoding") or "", largest=limits.unpacked
        )
    except BrokenInputError as error:
        raise FetchError(str(error)) from None
    headers = response.headers
    media_type = headers.get_content_type() if response.getheader("Content-Type") else None
    return Fetched(target.geturl(), body, media_type, headers.get_content_charset())


def _receive(
    response: http.client.HTTPResponse, limits: Limits, deadline: float, write: Callable[[bytes], object]
) -> None:
    too_large = FetchError(f"is larger than {limits.bytes >> 10} KiB: download it and give the file")
    if (response.length or 0) > limits.bytes:
        raise too_large
    received = 0
    while block := response.read1(_BLOCK):
        received += len(block)
        if received > limits.bytes:
            raise too_large
        write(block)
        _left(deadline)
    _left(deadline)
    if response.length:
        raise FetchError("ended before its declared length: try again later")


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _bare(host: str) -> str:
    return host.strip().lower().rstrip(".").strip("[]")
