"""The examples in the README are what the commands print: each block is run again and compared.

After a change that alters them on purpose: ``DATELINE_UPDATE_README=1 python -m pytest tests/test_readme.py``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"^```console\n\$ (?P<command>.+(?:\n>.*)*)\n(?P<output>(?:(?!```).*\n)*)```$", re.M)


def _run(command: str, root: Path) -> str:
    """What the shell prints for a command as shown, continuation lines without their prompt."""
    bin_folder = str(Path(sys.executable).parent)
    done = subprocess.run(
        ["sh", "-c", re.sub(r"\n> ?", "\n", command)],
        cwd=root,
        env=os.environ | {"PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def test_every_example_is_genuine(root: Path) -> None:
    readme = root / "README.md"
    page = readme.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(page))
    assert blocks, "the README shows no example"
    fresh = BLOCK.sub(lambda m: f"```console\n$ {m['command']}\n{_run(m['command'], root)}```", page)
    if os.environ.get("DATELINE_UPDATE_README") == "1":
        readme.write_text(fresh, encoding="utf-8")
        return
    assert fresh == page, "an example in the README is out of date: see the head of this test"
