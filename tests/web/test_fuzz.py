"""Whatever is sent to the API by its own description, rightly or wrongly, is never a fault of the server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browsers import WORDS

from dateline.library.library import open_library
from dateline.web.app import create_app
from dateline.web.security.rates import Rate
from dateline.web.server import bind, port_of, server
from dateline.web.settings import Settings
from dateline.work import people
from dateline.work.people import Person

SECONDS = int(os.environ.get("DATELINE_FUZZ_SECONDS", "600"))


@contextmanager
def running(library: Path) -> Iterator[tuple[str, str]]:
    """A desk in a thread, without rates: its address, and the API token of an admin."""
    with open_library(str(library), None, create=True) as opened:
        people.add(opened, "ada", "admin", WORDS)
        token = people.make_token(opened, Person("ada", "admin", "ada"), "fuzzing", "admin").secret
    with bind("127.0.0.1", 0) as sock:
        app = create_app(str(library), None, Settings(mode="accounts", port=port_of(sock), works=False))
        desk = app.state["desk"]
        desk.changes = desk.uploads = desk.sign_ins = desk.sign_ins_from = Rate(10**9, 10**9)
        runs = server(app)
        thread = threading.Thread(target=runs.run, args=([sock],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{port_of(sock)}", token
        finally:
            runs.should_exit = True
            thread.join()


@pytest.mark.soak
def test_schemathesis_finds_no_server_error(tmp_path: Path, root: Path) -> None:
    library = tmp_path / "library.sqlite"
    filled = subprocess.run(
        [sys.executable, "-m", "dateline", "add", "--library", str(library), str(root / "samples")], capture_output=True
    )
    assert filled.returncode == 0, filled.stderr
    with running(library) as (base, token):
        done = subprocess.run(
            [
                shutil.which("schemathesis", path=str(Path(sys.executable).parent)) or "schemathesis",
                "run",
                f"{base}/api/openapi.json",
                "--checks=not_a_server_error",
                f"--header=Authorization: Bearer {token}",
                "--exclude-path-regex=stream$|logout$",
                "--request-timeout=60",
                "--continue-on-failure",
                "--suppress-health-check=all",
                f"--max-time={SECONDS}",
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        print(done.stdout[-6000:])
        assert done.returncode == 0, done.stdout[-20_000:]
    with open_library(str(library)) as opened:
        from dateline.work.keep import check

        assert check(opened).ok
