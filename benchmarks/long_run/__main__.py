"""``python -m benchmarks.long_run --minutes N --seed S``; see the package."""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.long_run.kept_up import KeptUp
from benchmarks.long_run.made import made
from benchmarks.long_run.result import percentile, result
from benchmarks.long_run.site import Site, running
from benchmarks.long_run.trouble import Trouble
from benchmarks.long_run.visitors import Desk, Poster, Reader
from benchmarks.long_run.weight import course, memory, told

RATE, BURST, BURST_SECONDS = 2.0, 20.0, 20.0
PASTED = 6
"""One report in so many is pasted at the desk; the others appear on the site."""
DISK = "512m"


def main(arguments: list[str] | None = None) -> int:
    """The command; 1 where something was lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.long_run", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--drain",
        type=float,
        default=15.0,
        metavar="MINUTES",
        help="how long to wait at the end for what is still under way: a page that failed is asked for again minutes "
        "later, and later each time (15)",
    )
    parser.add_argument("--folder", type=Path, help="where the library and what is printed go; default: a new one")
    parser.add_argument("--own-disk", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    folder = options.folder or Path(tempfile.mkdtemp(prefix="long-run-"))
    folder.mkdir(parents=True, exist_ok=True)
    if not options.own_disk and (status := _on_a_disk_of_its_own(folder, options)) is not None:
        return status
    try:
        return _run(options, folder)
    finally:
        if options.folder is None and not options.own_disk:
            shutil.rmtree(folder, ignore_errors=True)


def _on_a_disk_of_its_own(folder: Path, options: argparse.Namespace) -> int | None:
    """Runs in a namespace where ``folder`` is a small disk, which may be filled; None where the system lets us make
    none, and then the disk is never full."""
    namespace = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    mount = f'mount -t tmpfs -o size={DISK} none "$1"'
    tried = [*namespace, mount, "sh", str(folder)]
    if shutil.which("unshare") is None or subprocess.run(tried, capture_output=True, check=False).returncode:
        print("no disk of its own can be made here: the full disk is left out", flush=True)
        return None
    again = f'{mount} && shift && exec "$@"'
    own = [sys.executable, "-m", "benchmarks.long_run", "--own-disk", "--folder", str(folder)]
    own += ["--minutes", str(options.minutes), "--seed", str(options.seed), "--drain", str(options.drain)]
    return subprocess.run([*namespace, again, "sh", str(folder), *own], check=False).returncode


def _run(options: argparse.Namespace, folder: Path) -> int:
    minutes, seed = options.minutes, options.seed
    library = folder / "library.sqlite"
    port = _free_port()
    with running(seed) as site:
        watch = KeptUp("watch", _watching(library, site), folder)
        serve = KeptUp("serve", ["serve", "--library", str(library), "--port", str(port)], folder)
        desk = f"http://127.0.0.1:{port}"
        poster, reader = Poster(Desk(desk, serve.out)), Reader(Desk(desk, serve.out), seed)
        began = time.monotonic()
        trouble = Trouble(watch, serve, library, options.own_disk, seed, began + minutes * 40)
        titles: set[str] = set()
        try:
            serve.look()
            _wait_for(serve.out, "token=")
            watch.look()
            for thread in (poster, reader, trouble):
                thread.start()
            began = time.monotonic()
            _publish(minutes * 60, seed, site, poster, titles, (watch, serve))
            published = time.monotonic() - began
            site.calm = True
            trouble.ends.set()
            trouble.join()
            drained = _drain(library, titles, (watch, serve), options.drain * 60)
        finally:
            for ending in (poster, reader, trouble):
                ending.ends.set()
            watch.end()
            serve.end()
        found = result(library, titles, set(poster.jobs), watch.out)
        size = library.stat().st_size / 1e6
    print(f"seed {seed}: {published / 60:.1f} minutes of reports, {drained:.0f} s until the last was in")
    late = (
        f"{found.waiting} still waiting, {found.unseen} not seen yet, {len(found.lost)} lost, {len(found.twice)} twice"
    )
    print(f"reports: {found.sent} appeared, {found.stored} stored, {late}")
    print(f"acknowledged by the watch: {found.acknowledged}, lost: {len(found.acknowledged_lost)}; pasted and "
          f"acknowledged: {len(poster.jobs)}, refused and sent again: {sum(poster.refused.values())}")  # fmt: skip
    print(f"verify: {len(found.problems)} problems; library of {size:.0f} MB")
    print(f"faults of the site: {_counted(site.faults)}; of the machine: {_counted(trouble.done)}")
    print(f"restarts: watch {watch.lives - 1} ({watch.killed} killed), serve {serve.lives - 1} ({serve.killed} killed)")
    print(f"answers: {len(reader.took)}, 95 of 100 in {percentile(reader.took, 0.95):.2f} s, median "
          f"{percentile(reader.took, 0.5):.2f} s; {reader.unanswered} unanswered while it was down; errors: "
          f"{_counted(reader.errors)}; exports: {len(reader.exports)}, the last with "
          f"{reader.exports[-1][1] if reader.exports else 0} rows in "
          f"{reader.exports[-1][0] if reader.exports else 0:.1f} s")  # fmt: skip
    print("memory over the run, in brackets without files:", *course((watch, serve)), sep="\n")
    for program in (watch, serve):
        if (held := memory(program)) is not None:
            print(told(held))
        for why in program.ended[:10]:
            print(f"{program.name} ended by itself: {why}")
    lost = [*found.lost, *found.twice, *found.acknowledged_lost, *found.problems]
    for one in lost[:20]:
        print(f"  {one}", file=sys.stderr)
    return 1 if lost else 0


def _publish(
    seconds: float, seed: int, site: Site, poster: Poster, titles: set[str], programs: tuple[KeptUp, ...]
) -> None:
    """Lets reports appear for so long, and keeps the programs up meanwhile."""
    began = last = weighed = time.monotonic()
    due, number = 0.0, 0
    while (now := time.monotonic()) - began < seconds:
        burst = 0.3 * seconds <= now - began < 0.3 * seconds + BURST_SECONDS
        due += (now - last) * (BURST if burst else RATE)
        last = now
        while due >= 1:
            due, number = due - 1, number + 1
            one = made(number, seed)
            titles.add(one.title)
            if number % PASTED == 0 and not burst:
                poster.waiting.put(one)
            else:
                site.publish(one)
        for program in programs:
            program.look()
            if now - weighed > 5:
                program.weigh()
        weighed = now if now - weighed > 5 else weighed
        time.sleep(0.1)


def _drain(library: Path, titles: set[str], programs: tuple[KeptUp, ...], most: float) -> float:
    """Waits until all is there, or for as long as we wait; the seconds it took."""
    from dateline.library import queries
    from dateline.library.library import open_library

    began = looked = time.monotonic()
    while time.monotonic() - began < most:
        for program in programs:
            program.look()
        if time.monotonic() - looked > 10:
            looked = time.monotonic()
            for program in programs:
                program.weigh()
            with open_library(str(library)) as opened, opened.reading() as connection:
                there = {one.report.title for one in queries.stored_reports(connection)}
            if titles <= there:
                break
        time.sleep(0.2)
    return time.monotonic() - began


def _watching(library: Path, site: Site) -> list[str]:
    every = ["--every", "1", "--delay", "0", "--timeout", "4", "--format", "jsonl"]
    return ["watch", *site.feeds, "--library", str(library), "--allow", "127.0.0.1", "--allow", "localhost", *every]


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(path: Path, words: str) -> None:
    end = time.monotonic() + 120
    while not path.is_file() or words not in path.read_text(encoding="utf-8", errors="replace"):
        if time.monotonic() > end:
            raise RuntimeError(f"the desk does not open: {path.read_text(encoding='utf-8')[-500:]}")
        time.sleep(0.2)


def _counted(counts: object) -> str:
    assert isinstance(counts, dict)
    return ", ".join(f"{number} {name}" for name, number in sorted(counts.items())) or "none"


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main())
