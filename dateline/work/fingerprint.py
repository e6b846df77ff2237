"""What a reading is made with, as hashes: two machines that show the same ones read the same.

The files are those of the installed package; changing one of them, in a new version or by hand, changes the hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version as installed
from importlib.resources import files
from pathlib import Path

from dateline.library.records import Fingerprint
from dateline.locate.index import open_index
from dateline.version import __version__

_PACKAGE = Path(str(files("dateline")))
_READS = ("dates", "locate", "read", "toponyms")
"""Folders all of whose code reads."""
_WORK = (
    "claims.py", "generic_places.py", "incident_settings.py", "pipeline.py", "place_names.py", "placing.py",
    "timing.py",
)  # fmt: skip
"""Modules of this folder that reading a report goes through."""
_TAKEN = (
    "read/actors.py", "read/actors.yaml", "values.py", "work/grouped.py", "library/told.py", "library/events.py",
    "library/outlines.py", "assess/attention.py", "assess/protection/bears.py", "assess/protection/concerns.py",
    "assess/indicators/civilians.py", "assess/indicators/placed.py",
)  # fmt: skip
_EXTRACTORS = ("trafilatura", "htmldate", "feedparser")


def fingerprint() -> Fingerprint:
    """Of the reader as it is now. The place index is built where there is none yet. Raises GazetteerError."""
    return Fingerprint(model=_model(), lexicon=_lexicon(), gazetteer=open_index().version, code=_code())


@cache
def extractor() -> str:
    """The version of what takes a report's text out of its bytes: dateline's own code and the libraries under it."""
    code = _digest(sorted((_PACKAGE / "collect").glob("*.py")))
    return "+".join([f"dateline {__version__}", code, *(f"{name} {installed(name)}" for name in _EXTRACTORS)])


@cache
def corroboration() -> str:
    """The version of what makes events of readings: code and weights of the folder ``corroborate``, and what it takes
    from reading."""
    found = [path for path in sorted((_PACKAGE / "corroborate").rglob("*")) if path.suffix not in (".pyc", "")]
    return _digest([*found, *(_PACKAGE / name for name in _TAKEN)])


@cache
def partitioning() -> str:
    """The version of what writes partitioned Parquet: its code and Apache Arrow, whose writer decides the bytes."""
    own = [*sorted((_PACKAGE / "cluster").glob("*.py")), *sorted((_PACKAGE / "exchange").glob("*.py"))]
    return f"{_digest([*own, _PACKAGE / 'work' / 'records.py'])} pyarrow {installed('pyarrow')}"


@cache
def naming() -> str:
    """The version of what learns names of actors from readings."""
    own = [
        f"corroborate/{name}.py" for name in ("actor_names", "actor_words", "known_actors", "learned_names", "states")
    ]
    lists = ["corroborate/actors.yaml", "locate/countries.csv", "read/actors.py", "read/actors.yaml", "read/aliases.py"]
    return _digest(_PACKAGE / name for name in sorted([*own, *lists, "read/lists.yaml"]))


@cache
def assessment() -> str:
    """The version of what makes histories of control of claims and events: its code, and the lists of names it folds
    by."""
    own = sorted((_PACKAGE / "assess" / "control").glob("*.py"))
    kept = ("library/holdings.py", "work/held.py")
    names = ("corroborate/called.py", "corroborate/stems.py", "read/actors.py", "read/actors.yaml", "read/lists.yaml")
    return _digest([*own, *(_PACKAGE / name for name in (*kept, *names))])


@cache
def _model() -> str:
    found = (path for folder in _READS for path in sorted((_PACKAGE / folder).rglob("*")))
    return _digest(path for path in found if path.suffix in (".json", ".npz", ".onnx", ".txt"))


@cache
def _lexicon() -> str:
    return _digest(path for folder in _READS for path in sorted((_PACKAGE / folder).rglob("*.yaml")))


@cache
def _code() -> str:
    return _digest(_PACKAGE / name for name in sorted(code_files()))


def code_files() -> frozenset[str]:
    """The modules and tables that the hash of the code covers, as paths in the package: all but what the other hashes
    cover."""
    found = {path for folder in _READS for path in (_PACKAGE / folder).rglob("*") if path.suffix in (".py", ".csv")}
    found |= {*(_PACKAGE / "work" / name for name in _WORK), _PACKAGE / "values.py"}
    return frozenset(path.relative_to(_PACKAGE).as_posix() for path in found)


def _digest(paths: Iterable[Path]) -> str:
    """Twelve hexadecimal digits of the names and contents of files."""
    total = hashlib.sha256()
    for path in paths:
        total.update(hashlib.sha256(path.relative_to(_PACKAGE).as_posix().encode()).digest())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]
