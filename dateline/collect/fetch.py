"""The one way out to the network.

Only http and https, and only public addresses unless a host is allowed by name (:mod:`.connect`). Every redirect starts
over. ``http.client`` is used since it lets us hand it the connected socket; proxies in the environment are not used,
because they would connect in our place.
"""

from __future__ import annotations

import http.client
import re
import ssl
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Generic, TypeVar
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from msgspec import Struct

from dateline.collect.compressed import decode_body
from dateline.collect.connect import bare, connected, left
from dateline.errors import BrokenInputError, FetchError, RefusedError, UnreachableError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_BLOCK = 1 << 16
AGENT = "dateline"
"""The name that we go by, in robots.txt too."""
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


class Answer(Struct, frozen=True):
    """What a server answered to one request, whatever its status; nothing is followed. ``url``: as it was asked for;
    ``body``: as received, still packed; ``sent`` and ``headers``: names and values, in order; ``address``: the network
    address that gave it."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    address: str
    sent: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str | None:
        """The value of the first header of that name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def leads_to(self) -> str | None:
        """Where a redirect leads; None for other answers, and for one that does not say."""
        location = self.header("Location") if self.status in _REDIRECTS else None
        return urljoin(self.url, location) if location else None

    @property
    def media_type(self) -> str | None:
        """What kind of content the server says it is."""
        return (self.header("Content-Type") or "").partition(";")[0].strip().lower() or None

    @property
    def charset(self) -> str | None:
        """The encoding of its text, as the server says."""
        found = re.search(r"charset=[\"']?([\w.:-]{1,40})", self.header("Content-Type") or "", re.IGNORECASE)
        return found[1] if found else None

    def unpacked(self, largest: int = Limits().unpacked) -> bytes:
        """The body without its encoding. Raises FetchError for one that is damaged or unpacks to more than ``largest``
        bytes, or to far more than its size."""
        return _decoded(self.body, self.header("Content-Encoding"), largest)


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


def ask(
    url: str,
    allow: Collection[str] = (),
    limits: Limits | None = None,
    headers: Collection[tuple[str, str]] = (),
    body: bytes | None = None,
) -> Answer:
    """One request (``POST`` where a ``body`` is given) and what is answered, of any status; ``headers`` go with it.
    Raises FetchError for a refused address, where nobody answers, and where a limit is passed."""
    limits = limits or Limits()
    allowed = frozenset(bare(host) for host in allow)
    deadline = time.monotonic() + limits.seconds
    with _told(limits, deadline):
        target = _target(url)
        # A header of the caller takes the place of ours.
        sent = tuple({name.lower(): (name, value) for name, value in (*_headers(target, "gzip"), *headers)}.values())
        with _response(target, allowed, deadline, sent, body) as (response, address):
            received = bytearray()
            _receive(response, limits, deadline, received.extend)
            found = tuple((str(name), str(value)) for name, value in response.headers.items())
            return Answer(target.geturl(), response.status, response.reason, found, bytes(received), address, sent)


def _follow(url: str, allow: Collection[str], request: _Request[T]) -> T:
    limits = request.limits
    allowed = frozenset(bare(host) for host in allow)
    deadline = time.monotonic() + limits.seconds
    for _ in range(limits.redirects + 1):
        with _told(limits, deadline):
            target = _target(url)
            with _response(target, allowed, deadline, _headers(target, request.encoding)) as (response, _address):
                answer = _redirect(response) or request.take(response, target, deadline)
        if not isinstance(answer, _Redirect):
            return answer
        url = urljoin(url, answer.to)
    raise FetchError(f"redirects more than {limits.redirects} times: give the address it ends at")


@contextmanager
def _told(limits: Limits, deadline: float) -> Iterator[None]:
    """What goes wrong on the way, as a FetchError; as an UnreachableError what may go well another time."""
    try:
        yield
    except TimeoutError:
        raise UnreachableError(f"took longer than {limits.seconds:g} seconds: try again later") from None
    except ssl.SSLError as error:
        raise FetchError(f"has no valid certificate ({error.reason or 'TLS error'}): check the address") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= deadline:
            raise UnreachableError(f"took longer than {limits.seconds:g} seconds: try again later") from None
        reason = (getattr(error, "strerror", None) or str(error) or type(error).__name__).split("\n")[0]
        raise UnreachableError(f"could not be fetched ({reason}): check the address and the network") from None


def _target(url: str) -> SplitResult:
    """``url`` taken apart, checked for what is never fetched."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if not _is_v6(parts.hostname) else parts.hostname
    except (ValueError, UnicodeError):
        raise RefusedError("is not a valid address: check how it is written") from None
    if parts.scheme not in _PORTS:
        raise RefusedError(f"would leave http and https ({parts.scheme or 'no scheme'}): refused")
    if not host or parts.username is not None or parts.password is not None or port == 0:
        raise RefusedError("needs a plain host name, without user and password: check how it is written")
    netloc = f"[{host}]" if ":" in host else host
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return SplitResult(parts.scheme, f"{netloc}:{port}" if port else netloc, path, query, "")


def _is_v6(host: str | None) -> bool:
    return host is not None and ":" in host


def _headers(target: SplitResult, encoding: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Host", target.netloc),
        ("User-Agent", AGENT),
        ("Accept", "*/*"),
        ("Accept-Encoding", encoding),
        ("Connection", "close"),
    )


@contextmanager
def _response(
    target: SplitResult,
    allowed: frozenset[str],
    deadline: float,
    headers: Collection[tuple[str, str]],
    body: bytes | None = None,
) -> Iterator[tuple[http.client.HTTPResponse, str]]:
    """The answer to one request, its body still to be received, and the network address it comes from."""
    host, port = target.hostname or "", target.port or _PORTS[target.scheme]
    with connected(host, port, allowed, deadline, target.scheme == "https") as link:
        connection = http.client.HTTPConnection(host, port)
        connection.sock = link
        try:
            path = target.path + (f"?{target.query}" if target.query else "")
            connection.request("GET" if body is None else "POST", path, body=body, headers=dict(headers))
            yield connection.getresponse(), str(link.getpeername()[0])
        finally:
            connection.close()


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
    body = _decoded(bytes(received), response.getheader("Content-Encoding"), limits.unpacked)
    headers = response.headers
    media_type = headers.get_content_type() if response.getheader("Content-Type") else None
    return Fetched(target.geturl(), body, media_type, headers.get_content_charset())


def _decoded(body: bytes, encoding: str | None, largest: int) -> bytes:
    try:
        return decode_body(body, content=encoding or "", largest=largest)
    except BrokenInputError as error:
        raise FetchError(str(error)) from None


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
        left(deadline)
    left(deadline)
    if response.length:
        raise UnreachableError("ended before its declared length: try again later")
