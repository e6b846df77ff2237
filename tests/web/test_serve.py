"""``dateline serve`` as a process of its own: the printed address, the port, restarts, slow clients, streams."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from browsers import WORDS
from click.testing import CliRunner
from running import command, served

from dateline.cli import app
from dateline.errors import UsageError
from dateline.web.serve import Asked, serve_library

TEXT = (
    "HARIM, Syria (Orchard Wire) - Gunmen killed three people in Harim on Friday, the mayor said.\n\n"
    "Residents said that government forces shelled the town on Thursday."
)


def test_a_report_is_added_in_the_background_and_survives_whatever_dies(tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    lines = [json.dumps({"text": f"{TEXT}\n\nIt was attack number {n}.", "published": "2015-03-06"}) for n in range(6)]
    with served(library) as first:
        job = first.browser.post("/api/v1/jobs", files={"files": ("a.jsonl", "\n".join(lines))}).json()
        at = f"/api/v1/jobs/{job['id']}"
        end = time.monotonic() + 90
        while first.browser.get(at).json()["added"] < 2:
            assert time.monotonic() < end
            time.sleep(0.02)
        for pid in children(first.process.pid):
            os.kill(pid, signal.SIGKILL)
        first.process.send_signal(signal.SIGKILL)
        cookies = first.browser.cookies
    with served(library) as second:
        # The session is in the library, but each port has its own cookie.
        assert len(cookies) == 1
        end = time.monotonic() + 120
        while (found := second.browser.get(at).json())["state"] != "done":
            assert time.monotonic() < end, found
            time.sleep(0.1)
        assert [one["status"] for one in found["results"]] == ["added"] * 6
        changes = second.browser.get("/api/v1/changes", params={"limit": 1000}).json()["items"]
        assert len([one for one in changes if one["kind"] == "report-added"]) == 6
        second.process.send_signal(signal.SIGINT)
        assert second.process.wait(20) == 130
        assert children(second.process.pid) == []


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def test_the_stream_tells_of_a_change_and_slow_clients_are_let_go(tmp_path: Path) -> None:
    with served(tmp_path / "library.sqlite") as desk:
        host, port = desk.base.removeprefix("http://").split(":")
        slow = socket.create_connection((host, int(port)))
        slow.sendall(b"GET / HTTP/1.1\r\nHost: ")
        with desk.browser.stream("GET", "/api/v1/changes/stream") as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            told = stream.iter_lines()
            assert next(told).startswith(":")
            desk.browser.post("/api/v1/jobs", json={"text": TEXT, "published": "2015-03-06"})
            data = next(line for line in told if line.startswith("data:") and "report-added" in line)
        assert json.loads(data.removeprefix("data:"))["position"] >= 1
        slow.settimeout(30)
        assert slow.recv(1000) == b""
        slow.close()
        assert desk.browser.get("/api/v1/me").status_code == 200
        with desk.browser.stream("GET", "/api/v1/changes/stream") as stream:
            told = stream.iter_lines()
            assert next(told).startswith(":")
            desk.process.send_signal(signal.SIGTERM)
            assert all(not line or line.startswith((":", "retry")) for line in told)
        assert desk.process.wait(20) == -signal.SIGTERM


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        call = command("serve", "--library", str(tmp_path / "library.sqlite"), "--port", port)
        done = subprocess.run(call, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert f"port {port} is taken" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"host": "0.0.0.0"}, "needs accounts"),
        ({"url": "https://desk.example.org"}, "needs accounts"),
        ({"proxies": ("127.0.0.1",)}, "needs accounts"),
        ({"proxies": ("proxy",)}, "network address"),
        ({"host": "203.0.113.77", "url": "x"}, "--url x"),
    ],
)
def test_a_desk_that_others_could_reach_needs_accounts(tmp_path: Path, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        serve_library(Asked(str(tmp_path / "l.sqlite"), None, **{"host": "127.0.0.1", "port": 0} | asked), print)


def test_accounts_by_the_command_line(tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"

    def users(*arguments: str, password: str = "") -> str:
        done = CliRunner().invoke(app, ["users", *arguments, "--library", str(library)], input=password)
        return str(done.exception) if done.exception is not None else done.stdout

    assert "first account must be an admin" in users("add", "eve", password=WORDS)
    assert "standard input" in users("add", "ada", "--role", "admin")
    assert json.loads(users("add", "ada", "--role", "admin", password=WORDS))["role"] == "admin"
    assert json.loads(users("add", "eve", password=WORDS))["role"] == "viewer"
    assert json.loads(users("role", "eve", "analyst"))["role"] == "analyst"
    assert json.loads(users("password", "eve", password=f"{WORDS} too"))["name"] == "eve"
    assert "only admin" in users("disable", "ada")
    assert json.loads(users("disable", "eve"))["disabled"] is True
    assert json.loads(users("enable", "eve"))["disabled"] is False
    assert [json.loads(line)["name"] for line in users("list").splitlines()] == ["ada", "eve"]
    with served(library, "--url", "https://desk.example.org", "--trust-proxy", "127.0.0.1", enter=False) as desk:
        through = {"host": "desk.example.org", "x-forwarded-for": "198.51.100.7", "origin": "https://desk.example.org"}
        signed = desk.browser.post("/api/v1/login", json={"user": "eve", "password": f"{WORDS} too"}, headers=through)
        assert signed.status_code == 200
        assert "strict-transport-security" in signed.headers
        assert "Secure" in signed.headers["set-cookie"]
        assert desk.browser.get("/api/v1/me").status_code == 403
        port = int(desk.base.rpartition(":")[2])
        assert desk.browser.get("/", headers={"host": f"127.0.0.1:{port}"}).status_code == 403
