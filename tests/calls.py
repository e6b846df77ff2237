"""Calls of the command line: in this process, since starting one for each takes longer than all else, or in one of its
own where that is what a test is about."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest
from msgspec import Struct

from dateline.cli import main


class Done(Struct, frozen=True):
    """What a call printed, and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def dateline(*arguments: str, given: str = "", **environment: str) -> Done:
    """What ``dateline`` prints in this process; ``given`` is its standard input."""
    streams = [io.TextIOWrapper(io.BytesIO(part), encoding="utf-8") for part in (given.encode(), b"", b"")]
    with pytest.MonkeyPatch.context() as patch:
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            patch.setattr(sys, name, stream)
        patch.setattr(sys, "argv", ["dateline", *arguments])
        for name, value in environment.items():
            patch.setenv(name, value)
        with pytest.raises(SystemExit) as end:
            main()
    for stream in streams[1:]:
        stream.flush()
    out, err = (stream.buffer.getvalue().decode() for stream in streams[1:])
    return Done(int(end.value.code or 0), out, err)


def apart(*arguments: str, given: str = "", **environment: str) -> Done:
    """What ``dateline`` prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *arguments],
        input=given.encode(),
        capture_output=True,
        check=False,
        timeout=240,
        env={**os.environ, **environment},
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())
