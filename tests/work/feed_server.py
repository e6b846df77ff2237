"""A news site on loopback that behaves as badly as a test asks it to; and a clock that only tests move."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dateline.collect.clock import Clock

Route = Callable[["Handler"], None]
ARTICLE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2016-03-{day:02d}T08:00:00Z"></head><body><main><article>
<h1>{title}</h1>
<p>{text}</p>
<p>The council of the town said that people had gone to the villages around it, and that more of them were expected
to leave before the end of the week, since neither bread nor clean water had reached the market for several days.</p>
</article></main></body></html>"""


class FakeClock(Clock):
    """Stands still unless somebody sleeps, or a test moves it."""

    def __init__(self, start: float = 1_460_000_000.0) -> None:
        self._now = start
        self._lock = threading.Lock()
        self.slept: list[float] = []

    def now(self) -> float:
        return self._now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self._now += seconds

    def move(self, seconds: float) -> None:
        self._now += seconds


class Handler(BaseHTTPRequestHandler):
    """Answers by the routes of its site."""

    protocol_version = "HTTP/1.1"
    server: Any

    def do_GET(self) -> None:
        site: Site = self.server.site
        with site.lock:
            site.asked[self.path] += 1
            site.under_way += 1
            site.most_at_once = max(site.most_at_once, site.under_way)
            site.agents.add(self.headers.get("User-Agent", ""))
        try:
            (site.routes.get(self.path) or site.elsewhere)(self)
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            with site.lock:
                site.under_way -= 1

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        site: Site = self.server.site
        site.posted.append((self.path, dict(self.headers.items()), body))
        status = site.answers.pop(0) if site.answers else 204
        self.reply(status, b"")

    def reply(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        """A whole answer."""
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class Site:
    """What is where; ``asked``: how often each path was asked for; ``not_changed``: answers of status 304."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.routes: dict[str, Route] = {}
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()
        self.not_changed = 0
        self.lock = threading.Lock()
        self.under_way = self.most_at_once = 0
        self.over = threading.Event()
        self.posted: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[int] = []

    def elsewhere(self, handler: Handler) -> None:
        """Nothing is there."""
        handler.reply(404, b"nothing here")

    def page(self, path: str, title: str, text: str, day: int = 1) -> str:
        """An article, which answers conditional requests; gives its address."""
        self.body(path, ARTICLE.format(title=title, text=text, day=day).encode())
        return self.url + path

    def body(self, path: str, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
        """Something that answers conditional requests."""
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'

        def answer(handler: Handler) -> None:
            if handler.headers.get("If-None-Match") == etag:
                with self.lock:
                    self.not_changed += 1
                handler.reply(304, b"", ETag=etag)
            else:
                handler.reply(200, body, kind, ETag=etag)

        self.routes[path] = answer

    def redirect(self, path: str, to: str) -> None:
        """Leads elsewhere."""
        self.routes[path] = lambda handler: handler.reply(302, b"", Location=to)

    def busy(self, path: str, times: int, then: Route, after: str = "7") -> None:
        """Too busy so many times, then answers."""
        left = [times]

        def answer(handler: Handler) -> None:
            if left[0]:
                left[0] -= 1
                handler.reply(429, b"", Retry_After=after)
            else:
                then(handler)

        self.routes[path] = answer

    def stall(self, path: str) -> None:
        """Begins an answer and never ends it."""

        def answer(handler: Handler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Length", "1000")
            handler.end_headers()
            handler.wfile.write(b"<html>")
            handler.wfile.flush()
            self.over.wait(20)

        self.routes[path] = answer

    def bomb(self, path: str, gigabytes: int = 10) -> None:
        """Zeros, packed, made as they are sent: one block of them again and again."""
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        block = packer.compress(bytes(1 << 26)) + packer.flush(zlib.Z_FULL_FLUSH)

        def answer(handler: Handler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.send_header("Content-Encoding", "gzip")
            handler.send_header("Connection", "close")
            handler.end_headers()
            handler.wfile.write(gzip.compress(b"")[:10])
            for _ in range(gigabytes * 16):
                handler.wfile.write(block)

        self.routes[path] = answer

    def feed(self, path: str, items: list[tuple[str, str]], extra: str = "") -> str:
        """An RSS feed of (address, title), newest first; gives its address."""
        listed = "".join(
            f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>{extra}</item>"
            for link, title in reversed(items)
        )
        text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Valley Wire</title>{listed}</channel></rss>'
        self.body(path, text.encode(), "application/rss+xml")
        return self.url + path


@contextmanager
def running() -> Iterator[Site]:
    """A site, while it runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_port)
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def wait_until(is_so: Callable[[], bool], most: float = 20.0) -> None:
    """Waits for what another process does."""
    end = time.monotonic() + most
    while not is_so():
        assert time.monotonic() < end, "it did not come to that in time"
        time.sleep(0.02)
