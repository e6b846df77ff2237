"""Adds reports to a library in a folder until there is no room, says so, makes room, goes on. A test runs it as a
process of its own: ``full_disk.py FOLDER disk`` on a small disk, ``full_disk.py FOLDER limit`` under a limit on the
size of files."""

from __future__ import annotations

import hashlib
import resource
import sys
from pathlib import Path

from shelf import EXTRACTOR, FIRST, origin, reading, report

from dateline.errors import LibraryError
from dateline.library import queries
from dateline.library.library import open_library
from dateline.library.verify import verify


def main(folder: Path, how: str) -> None:
    """Prints what happens; raises where something is lost."""
    with open_library(str(folder / "library.sqlite"), create=True) as library:
        print("began, on", how, flush=True)
        filler = folder / "filler"
        if how == "disk":
            filler.write_bytes(b"\0" * 200_000)
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1_200_000, resource.RLIM_INFINITY))
        done: list[str] = []
        size = 9_000
        for number in range(400):
            data = f"{number} ".encode() * (size // 4)
            of = report(number, data=data)
            try:
                with library.writing() as writer:
                    writer.add(reading(of), data, origin(number), EXTRACTOR, FIRST)
            except LibraryError as error:
                told = str(error)
                break
            done.append(of.id)
        print("told:", told)
        assert "room" in told
        assert "\n" not in told
        assert 3 < len(done) < 400, len(done)

        def there() -> list[str]:
            with library.reading() as connection:
                return [stored.report.id for stored in queries.stored_reports(connection)]

        assert there() == done, "what was acknowledged is not what is there"
        assert verify(library).problems == ()
        filler.unlink(missing_ok=True)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        with library.writing() as writer:
            writer.add(reading(of), data, origin(len(done)), EXTRACTOR, FIRST)
        assert there() == [*done, of.id]
        found = verify(library)
        assert found.problems == (), found.problems
        assert hashlib.sha256(data).hexdigest() in set(library.evidence.stored())
    print("all is there:", len(done) + 1, "reports")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
