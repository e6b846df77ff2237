"""A news site on loopback whose feeds grow, and which fails now and then."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any

from benchmarks.long_run.made import Made

FEEDS = 4
LISTED = 900
"""Items that a feed lists, the newest."""
STALL = 8.0
_FAULTS = (("stalled", 0.01), ("500", 0.02), ("cut short", 0.02), ("slow", 0.02))
"""What goes wrong with an answer, and how often."""


class Site:
    """What has appeared so far."""

    def __init__(self, port: int, seed: int) -> None:
        self.port = port
        self.calm = False
        self.faults: Counter[str] = Counter()
        self._chance = Random(seed)
        self._lock = threading.Lock()
        self._pages: dict[str, bytes] = {}
        self._feeds: list[list[Made]] = [[] for _ in range(FEEDS)]

    @property
    def feeds(self) -> list[str]:
        """The addresses of its feeds, on two hosts by name."""
        hosts = ("127.0.0.1", "localhost")
        return [f"http://{hosts[number % 2]}:{self.port}/feed{number}" for number in range(FEEDS)]

    def publish(self, one: Made) -> None:
        """A report appears."""
        with self._lock:
            self._pages[f"/page{one.number}"] = one.page
            self._feeds[one.number % FEEDS].append(one)

    def answer(self, path: str) -> tuple[bytes, str] | None:
        """What stands at a path, and its kind."""
        with self._lock:
            if path.startswith("/feed") and path[5:].isdigit():
                return self._feed(int(path[5:]) % FEEDS), "application/rss+xml"
            page = self._pages.get(path)
        return (page, "text/html; charset=utf-8") if page is not None else None

    def fault(self) -> str | None:
        """What goes wrong with the next answer."""
        with self._lock:
            if self.calm:
                return None
            at = self._chance.random()
            for name, share in _FAULTS:
                at -= share
                if at < 0:
                    self.faults[name] += 1
                    return name
        return None

    def _feed(self, number: int) -> bytes:
        host = ("127.0.0.1", "localhost")[number % 2]
        items = "".join(
            f"<item><title>{one.title}</title><link>http://{host}:{self.port}/page{one.number}</link></item>"
            for one in reversed(self._feeds[number][-LISTED:])
        )
        head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Made-up Wire</title>'
        return f"{head}{items}</channel></rss>".encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Any

    def do_GET(self) -> None:
        site: Site = self.server.site
        found = site.answer(self.path)
        try:
            if found is None:
                self._send(404, b"", "text/plain")
                return
            match site.fault():
                case "stalled":
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(found[0])))
                    self.end_headers()
                    self.wfile.write(found[0][:10])
                    self.wfile.flush()
                    time.sleep(STALL)
                    self.close_connection = True
                case "500":
                    self._send(500, b"", "text/plain")
                case "cut short":
                    self._send(200, found[0], found[1], len(found[0]) // 2)
                case "slow":
                    time.sleep(0.5)
                    self._send(200, *found)
                case _:
                    self._send(200, *found)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _send(self, status: int, body: bytes, kind: str, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body[:length])

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def running(seed: int) -> Iterator[Site]:
    """A site, while it runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    site = Site(server.server_port, seed)
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
