"""A mail server on loopback that keeps what it gets, and refuses what it is told to."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _Session(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        box: Mailbox = self.server.box
        self._say("220 ready")
        while line := self.rfile.readline():
            word = line.decode().strip().upper()
            if word.startswith(("EHLO", "HELO")):
                self._say("250 mailbox")
            elif word.startswith("RCPT"):
                self._say(box.answers.pop(0) if box.answers else "250 ok")
            elif word == "DATA":
                self._say("354 go on")
                lines = []
                while (one := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(one)
                box.letters.append(b"".join(lines))
                self._say("250 kept")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok" if word.startswith(("MAIL", "RSET")) else "502 no")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class Mailbox:
    """``letters`` as they came; ``answers``: what the next recipients are answered."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.letters: list[bytes] = []
        self.answers: list[str] = []


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """A server, while it runs."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session)
    server.daemon_threads = True
    server.box = Mailbox(server.server_address[1])  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.box  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
