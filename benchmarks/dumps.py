"""The place index with country dumps added, as ``dateline gazetteer add FILE`` would, but for one benchmark only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.locate.added import make
from dateline.locate.index import Index, built_in


def dumps(data: Path) -> list[Path]:
    """The dumps beside a corpus: ``XX.txt`` in the folder ``gazetteer`` next to the folder ``data``."""
    return sorted((data.resolve().parent / "gazetteer").glob("[A-Z][A-Z].txt"))


@contextmanager
def with_dumps(files: list[Path]) -> Iterator[Index]:
    """An index of the built-in places and those of the dumps; what the user has added himself is left out."""
    with TemporaryDirectory(prefix="dateline-") as folder:
        made = [Path(folder, f"{path.stem}.sqlite") for path in files]
        for path, place_file in zip(files, made, strict=True):
            make(path, None, place_file)
        index = Index(built_in(), made)
        try:
            yield index
        finally:
            index.close()
