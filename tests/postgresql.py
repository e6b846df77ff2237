"""A PostgreSQL server of the tests' own: in a temporary folder, on a free port of loopback, as an unprivileged user."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/opt/postgresql*/bin")
_LESS_DURABLE = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"  # the machine does not fail here
_ATTEMPTS = 3


def programs() -> Path | None:
    """The folder of the newest server's programs."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    there = [path for place in _PLACES for path in sorted(Path("/").glob(place[1:])) if (path / "initdb").exists()]
    return there[-1] if there else None


def _user() -> dict[str, Any]:
    """How to start the server: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            known = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": known.pw_uid, "group": known.pw_gid, "extra_groups": []}
    raise RuntimeError("no unprivileged user (postgres, nobody) to run the server as")


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


def _start(run: Callable[..., None], folder: Path, log: Path) -> int:
    """Starts the server and gives its port: another program may take a free one before the server does."""
    problem = None
    for _ in range(_ATTEMPTS):
        port = _free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} {_LESS_DURABLE}"
        try:
            run("pg_ctl", "--wait", "--silent", "--log", str(log), "--options", options, "start")
            return port
        except subprocess.CalledProcessError as error:
            problem = error
    raise RuntimeError(f"PostgreSQL does not start:\n{log.read_text()}") from problem


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives its URL up to the name of a database. Skips where PostgreSQL is not installed."""
    bin_ = programs()
    if bin_ is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    user = _user()
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # a database is a thousand small files
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgresql-", dir=memory))
    try:
        if user:
            os.chown(folder, user["user"], user["group"])
        data, log = folder / "data", folder / "log"

        def run(program: str, *arguments: str) -> None:
            call = [str(bin_ / program), "--pgdata", str(data), *arguments]
            subprocess.run(call, check=True, cwd=folder, stdout=subprocess.DEVNULL, env={"LC_ALL": "C"}, **user)

        run("initdb", "--no-sync", "--auth=trust", "--username=tester", "--encoding=UTF8", "--locale=C")
        port = _start(run, folder, log)
        try:
            yield f"postgresql://tester@127.0.0.1:{port}/"
        finally:
            run("pg_ctl", "--wait", "--silent", "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
