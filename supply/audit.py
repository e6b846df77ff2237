"""``python -m supply.audit PIP_AUDIT``: asks PyPI's and npm's advisory services about every package that the locks pin.

It needs the network. What a service did not answer for counts as not audited, and then the audit fails: pip-audit by
itself skips such packages and ends as if all were well."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from dateline.web.build import node
from supply.parts import FRONTEND, ROOT

_UNREACHABLE = "no advisories could be had: this needs the network, and the registry's own address (a mirror has none)"


def python_problems(told: str) -> list[str]:
    """What pip-audit's JSON says is wrong; packages that it skipped among it."""
    try:
        found: list[dict[str, Any]] = json.loads(told)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return [f"PyPI: {_UNREACHABLE}"]
    skipped = [one["name"] for one in found if "skip_reason" in one]
    problems = []
    if skipped:
        problems.append(f"PyPI: {len(skipped)} of {len(found)} packages not audited ({skipped[0]} …): {_UNREACHABLE}")
    for one in found:
        for hole in one.get("vulns", ()):
            mended = ", ".join(hole.get("fix_versions", ())) or "no version yet"
            problems.append(f"PyPI: {one['name']} {one['version']}: {hole['id']}; mended in {mended}")
    return problems if found else [f"PyPI: {_UNREACHABLE}"]


def npm_problems(told: str) -> list[str]:
    """What npm's JSON says is wrong."""
    try:
        found: dict[str, Any] = json.loads(told)
    except ValueError:
        return [f"npm: {_UNREACHABLE}"]
    if not isinstance(found.get("vulnerabilities"), dict):
        return [f"npm: {_UNREACHABLE}"]
    return [f"npm: {name}: {one.get('severity')}" for name, one in sorted(found["vulnerabilities"].items())]


def _said(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=FRONTEND)
    return done.stdout


def main(arguments: list[str]) -> int:
    """1 where something is known to be unsafe, or could not be asked about."""
    lock = str(ROOT / "requirements.lock")
    problems = python_problems(
        _said([*arguments, "--requirement", lock, "--disable-pip", "--require-hashes", "--format", "json"])
    )
    script = node().parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    problems += npm_problems(_said([str(node()), str(script), "audit", "--package-lock-only", "--json"]))
    for problem in problems:
        print(problem, file=sys.stderr)
    print("not all is well" if problems else "no package that the locks pin has a known hole")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
