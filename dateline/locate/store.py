"""One file of places: an SQLite database, written once and then only read.

Writing sorts the names before they go in, so that a file larger than memory is written front to back: nothing but a
sorter of fixed size is held. A reader opens the file read-only; look-ups take well under a millisecond.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from msgspec import Struct

from dateline.errors import GazetteerError
from dateline.locate.names import bare_skeleton, fold, has_skeleton, key_and_skeleton
from dateline.locate.sources import Entry

_TABLES = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT, latitude REAL, longitude REAL, country TEXT,
                    admin1 TEXT, feature TEXT, population INTEGER, radius_km REAL, code TEXT);
CREATE TABLE name (key TEXT, place INTEGER, folded TEXT, bones TEXT, PRIMARY KEY (key, place, folded)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX name_bones ON name (bones) WHERE bones IS NOT NULL;
CREATE INDEX place_area ON place (country, admin1) WHERE feature = 'admin1';
CREATE INDEX place_country ON place (country) WHERE feature = 'country';
"""
SCHEMA = _TABLES + _INDEXES
"""What a file holds; a change of it is a change of version."""
OWN = -(1 << 40)
"""The numbers of an added file's places without GeoNames id go down from here: ``Index`` moves them for each file."""
_STAGE = "CREATE TABLE stage.name (key TEXT, place INTEGER, folded TEXT, bones TEXT)"
_SORT = "INSERT INTO main.name SELECT DISTINCT key, place, folded, bones FROM stage.name ORDER BY key, place, folded"
_COLUMNS = "place.id, geonames, name, latitude, longitude, country, admin1, feature, population, radius_km, code"
_SETTINGS = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32768; PRAGMA temp_store=FILE;"
_KEPT_KIB = 8192
"""What a reader keeps of a file. It is not mapped into memory: mapped, it was no faster, and all that was ever touched
of it counted as held, more with every report."""
_BATCH = 400  # SQLite allows 999 variables in a statement in its oldest builds
_ROWS = 5000
_Name = tuple[str, int, str, str | None]


class Found(Struct, frozen=True):
    """A place of the index. ``id`` is the index's own number; ``code`` its GeoNames class and feature code where it is
    known from an added gazetteer alone ("P.PPL"); ``folded`` lists the folded spellings of the place that the look-up
    met, sorted."""

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
    code: str | None = None
    folded: tuple[str, ...] = ()


class Store:
    """An open file of places. Raises GazetteerError for a file that is damaged or none of ours."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._db.execute(f"PRAGMA cache_size=-{_KEPT_KIB}")
            self._db.execute("SELECT id FROM place LIMIT 1").fetchall()
        except sqlite3.Error as error:
            raise GazetteerError(f"{path}: the place index cannot be read ({error}); delete it to rebuild") from error

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def by_key(self, key: str) -> list[Found]:
        """Places with a name filed under the key, by id."""
        return self.by_keys([key]).get(key, [])

    def by_keys(self, keys: Iterable[str]) -> dict[str, list[Found]]:
        """The same for many keys, those left out that no name is filed under. Asked one by one, the asking takes longer
        than the answers."""
        wanted = sorted(set(keys))
        found: dict[str, list[Found]] = {}
        for i in range(0, len(wanted), _BATCH):
            part = wanted[i : i + _BATCH]
            rows = self._db.execute(
                f"SELECT key, {_COLUMNS}, folded FROM name JOIN place ON place.id = name.place "
                f"WHERE key IN ({','.join('?' * len(part))}) ORDER BY key, place.id, folded",
                part,
            )
            for (key, _), group in groupby(rows, itemgetter(0, 1)):
                first, *others = group
                folded = (first[-1], *[row[-1] for row in others])
                found.setdefault(key, []).append(Found(*first[1:-1], folded))  # type: ignore[call-arg]
        return found

    def by_bones(self, bones: Sequence[str]) -> list[tuple[int, str, str]]:
        """Names with one of these skeletons ("SY:nrb"): place, folded spelling, key. Read from the table of names
        alone, so that hundreds of them take a millisecond."""
        found: list[tuple[int, str, str]] = []
        for i in range(0, len(bones), _BATCH):
            part = list(bones[i : i + _BATCH])
            marks = ",".join("?" * len(part))
            rows = self._db.execute(f"SELECT place, folded, ltrim(key) FROM name WHERE bones IN ({marks})", part)
            found += rows.fetchall()
        return found

    def places(self, ids: Iterable[int]) -> dict[int, Found]:
        """Those of the places that are in the file."""
        wanted = sorted(set(ids))
        found: dict[int, Found] = {}
        for i in range(0, len(wanted), _BATCH):
            part = wanted[i : i + _BATCH]
            rows = self._db.execute(
                f"SELECT {_COLUMNS} FROM place WHERE id IN ({','.join('?' * len(part))}) ORDER BY id", part
            )
            found |= {row[0]: Found(*row) for row in rows}
        return found

    def countries(self, code: str | None = None) -> list[Found]:
        """The countries of an ISO 3166 code, or all of them."""
        where = "" if code is None else " AND country = ?"
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM place WHERE feature = 'country'{where} ORDER BY id",
            () if code is None else (code,),
        )
        return [Found(*row) for row in rows]

    def area(self, country: str, code: str) -> list[Found]:
        """The first-level area of a country by its GeoNames code."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM place WHERE feature = 'admin1' AND country = ? AND admin1 = ? ORDER BY id",
            (country, code),
        )
        return [Found(*row) for row in rows]

    def largest(self, west: float, south: float, east: float, north: float, most: int) -> list[Found]:
        """The settlements of an area (degrees) with the most people, at most ``most`` (a scan)."""
        across = "BETWEEN ? AND ?" if west <= east else "NOT BETWEEN ? AND ?"
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM place WHERE latitude BETWEEN ? AND ? AND longitude {across} "
            "AND feature = 'settlement' AND population > 0 ORDER BY population DESC, id LIMIT ?",
            (south, north, *sorted((west, east)), most),
        )
        return [Found(*row) for row in rows]

    def spellings(self, place: int) -> list[str]:
        """All folded names of a place, sorted (a scan)."""
        rows = self._db.execute("SELECT DISTINCT folded FROM name WHERE place = ? ORDER BY folded", (place,))
        return [r[0] for r in rows]

    def size(self) -> tuple[int, int]:
        """How many places and names the file holds (a scan)."""
        (places,) = self._db.execute("SELECT count(*) FROM place").fetchone()
        (names,) = self._db.execute("SELECT count(*) FROM name WHERE key NOT GLOB ' *'").fetchone()
        return places, names


def build(
    entries: Iterable[Entry], path: Path, alternates: Iterable[tuple[int, str]] = (), repeats: bool = False
) -> None:
    """Writes a file of the entries to ``path``, in one step as seen from outside (a draft, then a rename).
    ``alternates`` are further names by GeoNames id; those of other places are passed over. ``repeats``: these are the
    rows of a dump, where an id may come again (and then only adds names). Raises GazetteerError where the file
    cannot be written."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    stage = draft.with_suffix(".stage.part")
    _forget(draft, stage)
    try:
        with closing(sqlite3.connect(draft)) as db:
            db.executescript(_SETTINGS + _TABLES)
            db.execute("ATTACH ? AS stage", (str(stage),))
            db.executescript("PRAGMA stage.journal_mode=OFF; PRAGMA stage.synchronous=OFF;" + _STAGE)
            _fill(db, entries, repeats)
            _add_names(db, alternates)
            db.execute(_SORT)
            db.commit()
            db.execute("DETACH stage")
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
        _forget(draft, stage)


def _forget(*drafts: Path) -> None:
    for draft in drafts:
        draft.unlink(missing_ok=True)


def _fill(db: sqlite3.Connection, entries: Iterable[Entry], repeats: bool) -> None:
    own = OWN if repeats else 0  # of the built-in places and those of a dump, numbers must not meet
    insert = "INSERT OR IGNORE" if repeats else "INSERT"
    rest = iter(entries)
    while batch := list(islice(rest, _ROWS)):
        places: list[tuple[object, ...]] = []
        names: list[_Name] = []
        for entry in batch:
            if entry.geonames is None:
                own -= 1  # places without a GeoNames id get numbers below zero
            number = entry.geonames if entry.geonames is not None else own
            places.append(
                (number, entry.geonames, entry.name, entry.latitude, entry.longitude, entry.country, entry.admin1,
                 entry.feature, entry.population, entry.radius_km, entry.code)
            )  # fmt: skip
            names += _names(number, entry.country, entry.feature, {fold(n) for n in (entry.name, *entry.aliases)})
        db.executemany(f"{insert} INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", places)
        db.executemany("INSERT INTO stage.name VALUES (?,?,?,?)", names)


def _add_names(db: sqlite3.Connection, alternates: Iterable[tuple[int, str]]) -> None:
    rest = iter(alternates)
    while batch := list(islice(rest, _ROWS)):
        names: list[_Name] = []
        for number, name in batch:
            place = db.execute("SELECT country, feature FROM place WHERE id = ?", (number,)).fetchone()
            if place is not None:
                names += _names(number, place[0], place[1], {fold(name)})
        db.executemany("INSERT INTO stage.name VALUES (?,?,?,?)", names)


def _names(number: int, country: str | None, feature: str, folded: set[str]) -> Iterator[_Name]:
    """The rows of a place's spellings. A skeleton is kept where a report may misspell the name: in Latin or Arabic
    script, and not of a country. One without generic words ("Tell", "Qaryat") has a row of its own, whose key begins
    with a blank and so is never looked up."""
    misspelt = country is not None and feature not in {"country", "continent", "admin2"}
    for spelling in sorted(folded - {""}):
        filed, bones = key_and_skeleton(spelling)
        known = misspelt and has_skeleton(spelling)
        yield filed, number, spelling, f"{country}:{bones}" if known else None
        if known and (bare := bare_skeleton(spelling)):
            yield f" {filed}", number, spelling, f"{country}:{bare}"
