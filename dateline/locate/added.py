"""The gazetteers that the user added: what was given, as it was given, and the file of places made from it.

They lie in ``gazetteers`` in the cache folder. ``installed.json`` there names those that count; it is replaced in one
step, after all else is written, so that an interrupted change leaves everything as it was. What it does not name is
swept away at the next change. The files of places can be made again from what was given, and are after an update.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from msgspec import Struct, json, structs

from dateline.errors import GazetteerError
from dateline.locate.dump import Tally, alternates, rows
from dateline.locate.index import built_in, cache_folder, locked, version
from dateline.locate.store import Store, build
from dateline.locate.survey import survey

_BLOCK = 1 << 20


class Gazetteer(Struct, frozen=True):
    """An added gazetteer. ``origin``: the file or address it came from; ``sha256``: of the bytes received, its
    alternate names' apart; ``places`` and ``names`` in it; ``skipped``: lines that were no places; ``added``: the day
    (UTC) on which its file was written."""

    name: str
    origin: str
    sha256: str
    names_sha256: str | None
    places: int
    names: int
    skipped: int
    added: str

    @property
    def stem(self) -> str:
        """Begins the names of its files."""
        return f"{self.name}-{_digest(self.sha256, self.names_sha256 or '')}"


def folder() -> Path:
    """Where added gazetteers lie."""
    return cache_folder() / "gazetteers"


def installed() -> list[Gazetteer]:
    """All added gazetteers by name. Raises GazetteerError for a damaged list."""
    path = folder() / "installed.json"
    try:
        found = json.decode(path.read_bytes(), type=list[Gazetteer])
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:  # ValueError: no JSON of this kind, or no UTF-8
        raise GazetteerError(
            f"{path}: cannot be read ({error}); delete the folder and add the gazetteers again"
        ) from error
    return sorted(found, key=lambda g: g.name)


def paths() -> list[Path]:
    """The files of places of all added gazetteers, by name; those that another version of dateline made are made again
    first. Raises GazetteerError where that fails."""
    found = [(gazetteer, _places_path(gazetteer)) for gazetteer in installed()]
    for gazetteer, path in found:
        if not path.exists():
            with _changing():
                if not path.exists():
                    make(_given(gazetteer), _given_names(gazetteer) if gazetteer.names_sha256 else None, path)
                    _sweep()
    return [path for _, path in found]


def stale() -> bool:
    """Whether a gazetteer waits to be made again, which may take a while."""
    return any(not _places_path(g).exists() for g in installed())


def add(source: Path, name: str, origin: str, names: Path | None = None) -> Gazetteer:
    """Adds the dump in the file ``source``, in place of one of the same name; ``names`` is a table of alternate names.
    Raises GazetteerError where a file is none, nothing can be written, or no place is in it."""
    with _changing():
        draft = folder() / "adding.part"
        shutil.rmtree(draft, ignore_errors=True)
        try:
            # Copies keep their names: messages call them so.
            given, sha256 = _copied(source, draft)
            given_names, names_sha256 = _copied(names, draft / "names") if names else (None, None)
            done = Gazetteer(name, origin, sha256, names_sha256, 0, 0, 0, _day(given))
            places = _places_path(done)
            skipped = make(given, given_names, places)
            done = structs.replace(done, **_size(places), skipped=skipped)
            if not done.places:
                raise GazetteerError(f"{source.name}: holds no places that reports name; give another")
            given.replace(_given(done))
            if given_names:
                given_names.replace(_given_names(done))
            _install([*(g for g in installed() if g.name != name), done])
        except OSError as error:
            raise GazetteerError(
                f"{source.name}: cannot be added ({error.strerror or error}); check the file, make room in {folder()}"
            ) from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)
            _sweep()
    return done


def remove(name: str) -> Gazetteer | None:
    """Takes the gazetteer of that name away; None where there is none."""
    with _changing():
        found = installed()
        gone = next((g for g in found if g.name == name), None)
        if gone is not None:
            _install([g for g in found if g is not gone])
            _sweep()
    return gone


def make(given: Path, names: Path | None, path: Path) -> int:
    """Makes the file of places ``path`` from a dump and, where there is one, its table of alternate names; gives the
    number of lines that were no places. Raises GazetteerError for a file that is no dump."""
    base = Store(built_in())
    try:

        def known(number: int) -> tuple[str | None, str | None] | None:
            place = base.places([number]).get(number)
            return (place.country, place.admin1) if place else None

        countries = {p.country: p.geonames for p in base.countries() if p.country and p.geonames}
        surveyed = survey(rows(given), known, countries)
    finally:
        base.close()
    tally = Tally()
    build(surveyed.entries(rows(given, tally)), path, alternates(names) if names else (), repeats=True)
    return tally.bad


def _copied(source: Path, into: Path) -> tuple[Path, str]:
    """A copy of the file, and the sha256 of its bytes."""
    into.mkdir(parents=True)
    copy = into / source.name
    digest = hashlib.sha256()
    with source.open("rb") as stream, copy.open("wb") as out:
        while block := stream.read(_BLOCK):
            digest.update(block)
            out.write(block)
    return copy, digest.hexdigest()


def _size(path: Path) -> dict[str, int]:
    store = Store(path)
    try:
        places, names = store.size()
    finally:
        store.close()
    return {"places": places, "names": names}


def _day(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()


def _places_path(gazetteer: Gazetteer) -> Path:
    return folder() / f"{gazetteer.stem}-{_made_by()}.sqlite"


def _given(gazetteer: Gazetteer) -> Path:
    return folder() / f"{gazetteer.stem}.given"


def _given_names(gazetteer: Gazetteer) -> Path:
    return folder() / f"{gazetteer.stem}.names"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def _made_by() -> str:
    """Changes with all that the files of places are made with."""
    here = files("dateline.locate")
    code = (here.joinpath(name).read_bytes() for name in ("dump.py", "features.py", "survey.py"))
    return _digest(version(), *(hashlib.sha256(text).hexdigest() for text in code))


@contextmanager
def _changing() -> Iterator[None]:
    with locked(folder() / "lock"):
        yield


def _install(gazetteers: Iterable[Gazetteer]) -> None:
    """Names the gazetteers that count, in one step."""
    draft = folder() / "installed.json.part"
    with draft.open("wb") as out:
        out.write(json.format(json.encode(sorted(gazetteers, key=lambda g: g.name)), indent=2) + b"\n")
        out.flush()
        os.fsync(out.fileno())
    draft.replace(folder() / "installed.json")


def _sweep() -> None:
    """Takes away what no installed gazetteer needs; whoever has it open keeps it until then."""
    stems = tuple(f"{g.stem}-{_made_by()}.sqlite" for g in installed())
    kept = {*stems, "installed.json", "lock"}
    kept |= {f"{g.stem}{ending}" for g in installed() for ending in (".given", ".names")}
    for path in sorted(folder().iterdir()):
        if path.name not in kept:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
