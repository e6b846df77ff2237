"""The way out to the network, against a server on the loopback that is allowed by name."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dateline.collect import Failure, Options, collect
from dateline.collect.addresses import is_public
from dateline.collect.compressed import decode_body
from dateline.collect.fetch import Limits, fetch, save
from dateline.errors import BrokenInputError, FetchError
from dateline.values import Report

SENTENCE = "The army said on Monday that its soldiers had withdrawn from the village after heavy fighting. "
HOSTS: list[str] = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        HOSTS.append(self.headers["Host"])
        name = self.path.strip("/").partition("?")[0].replace("-", "_")
        getattr(self, f"_{name}", self._missing)()

    def log_message(self, *args: object) -> None:
        return

    def _send(self, body: bytes, status: int = 200, **fields: str) -> None:
        self.send_response(status)
        for field, value in fields.items():
            self.send_header(field.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _page(self) -> None:
        body = (
            f"<html><head><title>Army leaves</title></head><body><article><p>{SENTENCE * 4}</p></article></body></html>"
        )
        self._send(gzip.compress(body.encode()), Content_Type="text/html; charset=utf-8", Content_Encoding="gzip")

    def _text(self) -> None:
        self._send(
            SENTENCE.replace("village", "Kobanê").encode("cp1252"), Content_Type="text/plain; charset=windows-1252"
        )

    def _missing(self) -> None:
        self._send(b"no", 404)

    def _redirect(self) -> None:
        self._send(b"", 302, Location="/page")

    def _loop(self) -> None:
        self._send(b"", 302, Location="/loop")

    def _metadata(self) -> None:
        self._send(b"", 302, Location="http://169.254.169.254/latest/meta-data/")

    def _other_name(self) -> None:
        port = self.server.server_address[1]
        self._send(b"", 302, Location=f"http://localhost:{port}/page")

    def _file(self) -> None:
        self._send(b"", 302, Location="file:///etc/passwd")

    def _bomb(self) -> None:
        self._send(gzip.compress(b"a" * 40_000_000), Content_Type="text/plain", Content_Encoding="gzip")

    def _large(self) -> None:
        self._send(b"a" * 3_000_000, Content_Type="text/plain")

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(1000):
                self.wfile.write(b"a" * 100_000)
        except OSError:
            return

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        self._slowly(b"a")

    def _drip_header(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self._slowly(b"a")

    def _slowly(self, piece: bytes) -> None:
        try:
            for _ in range(100):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def _cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"a" * 10)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()


ALLOW = ("127.0.0.1",)


def test_an_allowed_host_is_fetched_and_unpacked(server: str) -> None:
    answer = fetch(server + "/page", ALLOW)
    assert answer.body.startswith(b"<html>")
    assert (answer.media_type, answer.charset) == ("text/html", "utf-8")
    assert HOSTS[-1] == server.removeprefix("http://")
    assert fetch(server + "/redirect", ALLOW).url == server + "/page"


def test_a_body_too_large_for_memory_goes_to_a_file(server: str, tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as out:
        assert save(server + "/text", out, ALLOW) == server + "/text"
    assert (tmp_path / "x").read_bytes() == SENTENCE.replace("village", "Kobanê").encode("cp1252")
    for path, message in (
        ("page", "packed body"),
        ("missing", "404"),
        ("endless", "larger"),
        ("cut", "declared length"),
    ):
        with (tmp_path / "y").open("wb") as out, pytest.raises(FetchError, match=message):
            save(f"{server}/{path}", out, ALLOW, Limits(bytes=1_000_000))
    with (tmp_path / "z").open("wb") as out, pytest.raises(FetchError, match="not a public address"):
        save(server + "/metadata", out, ALLOW)
    assert (tmp_path / "z").read_bytes() == b""


def test_a_url_becomes_a_report(server: str) -> None:
    found = list(collect([server + "/page", server + "/text", server + "/missing"], Options(allow=ALLOW)))
    page, text, missing = found
    assert isinstance(page, Report)
    assert page.url == server + "/page"
    assert SENTENCE.strip() in page.text
    assert isinstance(text, Report)
    assert "Kobanê" in text.text
    assert isinstance(missing, Failure)
    assert "404" in str(missing.error)


def test_the_loopback_is_refused_unless_allowed_by_name(server: str) -> None:
    with pytest.raises(FetchError, match="not a public address"):
        fetch(server + "/page")
    with pytest.raises(FetchError, match="not a public address"):
        fetch(server + "/page", ("localhost",))


@pytest.mark.parametrize("path", ["metadata", "other-name"])
def test_an_address_is_checked_again_after_a_redirect(server: str, path: str) -> None:
    with pytest.raises(FetchError, match="not a public address"):
        fetch(f"{server}/{path}", ALLOW)


def test_the_connection_goes_to_the_address_that_was_checked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(server.rpartition(":")[2])
    lookups: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *args: object, **kwargs: object) -> object:
        if host == "news.example":
            lookups.append(host)
            address = "93.184.215.14" if len(lookups) == 1 else "127.0.0.1"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]
        return real(host, *args, **kwargs)  # type: ignore[arg-type]

    connected: list[tuple[str, int]] = []

    def refuse(address: tuple[str, int], *args: object, **kwargs: object) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(FetchError, match="Connection refused"):
        fetch(f"http://news.example:{port}/page")
    assert connected == [("93.184.215.14", port)]
    assert len(lookups) == 1


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: entries)
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        fetch("http://news.example/")


@pytest.mark.parametrize(
    ("path", "limits", "message"),
    [
        ("bomb", Limits(), "refused"),
        ("large", Limits(bytes=1_000_000), "larger"),
        ("endless", Limits(bytes=1_000_000), "larger"),
        ("drip", Limits(seconds=0.6), "longer"),
        ("drip-header", Limits(seconds=0.6), "longer"),
        ("loop", Limits(redirects=3), "redirects"),
        ("file", Limits(), "http"),
        ("cut", Limits(), "ended before"),
    ],
)
def test_limits(server: str, path: str, limits: Limits, message: str) -> None:
    with pytest.raises(FetchError, match=message) as error:
        fetch(f"{server}/{path}", ALLOW, limits)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/a", "http://", "http://user:secret@news.example/", "http://news.example:99999/", "http://[::1",
        "http://127.1/", "http://0x7f000001/", "http://2130706433/", "http://[::ffff:127.0.0.1]/", "http://[::1]/",
        "http://0.0.0.0/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://\u2460\u2461\u2466.0.0.1/",
    ],
)  # fmt: skip
def test_urls_that_are_never_fetched(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True), ("64:ff9b::5db8:d70e", True),
        ("::ffff:93.184.215.14", True), ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False),
        ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("192.0.0.8", False),
        ("192.88.99.1", False), ("198.18.0.1", False), ("224.0.0.1", False), ("240.0.0.1", False),
        ("255.255.255.255", False), ("0.0.0.0", False), ("::", False), ("::1", False), ("::7f00:1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("64:ff9b:1::5db8:d70e", False), ("2002:a00:1::", False),
        ("2001::1", False), ("2001:db8::1", False), ("3fff::1", False), ("5f00::1", False), ("fc00::1", False),
        ("fe80::1%eth0", False), ("fec0::1", False), ("ff0e::1", False), ("100::1", False),
    ],
)  # fmt: skip
def test_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_bodies_are_unpacked_in_order() -> None:
    packed = gzip.compress(b"hello")
    chunked = b"%x\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n" % (5, packed[:5], len(packed) - 5, packed[5:])
    assert decode_body(chunked, "chunked", "gzip") == b"hello"
    assert decode_body(b"hello", "chunked", "gzip") == b"hello"
    assert decode_body(b"hello") == b"hello"
    for broken in (packed[:-9], packed[:4] + b"junk"):
        with pytest.raises(BrokenInputError):
            decode_body(broken, content="gzip")
    with pytest.raises(BrokenInputError, match="zstd"):
        decode_body(b"x", content="zstd")
