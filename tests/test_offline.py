"""The guard that keeps tests off the network, and the rule that turns skips into failures."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

# 192.0.2.0/24 is set aside for documentation: nothing answers there, should the guard ever fail.
ELSEWHERE = ("192.0.2.1", 80)


@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_a_connection_beyond_loopback_is_refused(method: str) -> None:
    with socket.socket() as sock, pytest.raises(OSError, match="tests stay on this machine"):
        sock.settimeout(1)
        getattr(sock, method)(ELSEWHERE)


def test_datagrams_and_create_connection_are_refused() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as sock, pytest.raises(OSError, match="refused"):
        sock.sendto(b"x", ELSEWHERE)
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(ELSEWHERE, timeout=1)


@pytest.mark.parametrize("name", ["getaddrinfo", "gethostbyname"])
def test_names_are_not_looked_up(name: str) -> None:
    arguments = ("example.org", 80) if name == "getaddrinfo" else ("example.org",)
    with pytest.raises(OSError, match="look-up of 'example.org' refused"):
        getattr(socket, name)(*arguments)


def test_loopback_works() -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
    assert socket.getaddrinfo("localhost", 80)
    assert socket.getaddrinfo("192.0.2.1", 80), "an address literal asks no one"


def test_a_python_started_by_a_test_is_guarded_too() -> None:
    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "tests stay on this machine" in done.stderr


def run(folder: Path, root: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the tests that lie in a folder as this folder's are run."""
    for name in ("conftest.py", "offline.py"):
        (folder / name).write_text((root / "tests" / name).read_text())
    fixed = ["-p", "no:cacheprovider", "-p", "no:schemathesis", "--continue-on-collection-errors"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *fixed, "--rootdir", str(folder), *options, str(folder)],
        env={**os.environ, **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


SKIPPING = {
    "test_some.py": (
        "import pytest\n"
        "def test_skips(): pytest.skip('no server here')\n"
        "@pytest.mark.xfail\n"
        "def test_expected(): assert 0\n"
        "def test_passes(): pass\n"
    ),
    "test_whole.py": "import pytest\npytest.skip('no browser here', allow_module_level=True)\n",
}


@pytest.mark.parametrize("required", ["0", "1"])
def test_a_skip_is_a_failure_where_everything_is_required(tmp_path: Path, root: Path, required: str) -> None:
    for name, code in SKIPPING.items():
        (tmp_path / name).write_text(code)
    done = run(tmp_path, root, DATELINE_REQUIRE_ALL=required, DATELINE_SEED="7")
    assert "hypothesis seed: 7" in done.stdout
    if required == "1":
        assert done.returncode != 0
        assert "no server here" in done.stdout
        assert "no browser here" in done.stdout
    else:
        assert done.returncode == 0, done.stdout
        assert "1 passed, 2 skipped, 1 xfailed" in done.stdout


def test_all_of_it_holds_in_processes_that_share_the_tests(tmp_path: Path, root: Path) -> None:
    guarded = (
        "import pytest, socket, subprocess, sys\n"
        "CODE = \"import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)\"\n"
        "def test_refuses(pytestconfig, worker_id):\n"
        "    assert worker_id != 'master'\n"
        "    assert pytestconfig.getoption('hypothesis_seed') == '7'\n"
        "    with pytest.raises(OSError, match='tests stay on this machine'):\n"
        "        socket.create_connection(('192.0.2.1', 80), timeout=1)\n"
        "    done = subprocess.run([sys.executable, '-c', CODE], capture_output=True, text=True)\n"
        "    assert 'tests stay on this machine' in done.stderr\n"
        "    open(worker_id, 'w').close()\n"
    )
    for name, code in {"test_guarded.py": guarded, **SKIPPING}.items():
        (tmp_path / name).write_text(code)
    shared_out = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
    done = run(tmp_path, root, *shared_out, DATELINE_REQUIRE_ALL="1", DATELINE_SEED="7")
    assert done.returncode != 0
    assert "hypothesis seed: 7" in done.stdout
    assert "no server here" in done.stdout
    assert "no browser here" in done.stdout
    assert "1 failed, 2 passed, 1 xfailed, 1 error" in done.stdout
    assert list(tmp_path.glob("gw*")), "it was no process of those"
