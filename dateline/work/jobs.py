"""What is to be added from the desk, as jobs: asked for here, done by a worker (``dateline.work.worker``)."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

from msgspec import Struct, json

from dateline.collect.inputs import is_url
from dateline.collect.options import Options
from dateline.errors import NotFoundError, UsageError
from dateline.library import jobs
from dateline.library.jobs import Item, Job
from dateline.library.library import Library
from dateline.library.log import now, read_head

MOST = 1000
"""Things in one job."""
_LONGEST_NAME = 200


class Upload(Struct, frozen=True):
    """A file as it was sent."""

    name: str
    data: bytes


class Pasted(Struct, frozen=True):
    """A text and what is known of it; ``published`` a day, YYYY-MM-DD."""

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None


def add_files(library: Library, who: str, files: Sequence[Upload], options: Options) -> Job:
    """A job that adds files. Raises UsageError for none or too many."""
    packed = json.encode(options).decode()
    return _put(library, who, [_item("uploaded", _name(one.name), packed, one.data) for one in files])


def add_text(library: Library, who: str, pasted: Pasted) -> Job:
    """A job that adds one text. It is kept as a line of JSON, as ``dateline add`` takes it. Raises UsageError for an
    empty one."""
    if not pasted.text.strip():
        raise UsageError("the text is empty: paste the report")
    known = {name: value for name, value in json.decode(json.encode(pasted)).items() if value not in (None, "")}
    name = _name(pasted.title or "pasted text").replace(".", " ").strip() or "pasted text"
    return _put(library, who, [_item("pasted", f"{name}.jsonl", json.encode(Options()).decode(), json.encode(known))])


def add_address(library: Library, who: str, url: str, options: Options) -> Job:
    """A job that fetches a page, as ``dateline add URL`` does. Raises UsageError for what is no web address."""
    url = url.strip()
    if not is_url(url) or len(url) > 4000 or not url.isprintable():
        raise UsageError("that is no web address: give one that begins with http:// or https://")
    return _put(library, who, [_item("address", url, json.encode(options).decode(), None)])


def job(library: Library, id_: str) -> Job:
    """One job. Raises NotFoundError where there is none of that id."""
    with library.reading() as connection:
        found = jobs.job(connection, id_)
    if found is None:
        raise NotFoundError(f"{id_}: there is no such job")
    return found


def listed(library: Library, before: int | None, limit: int) -> tuple[list[Job], int | None, int]:
    """Jobs, the newest first; the number to go on before, None at the end; how many there are in all."""
    with library.reading() as connection:
        found, more = jobs.listed(connection, before, limit)
        return found, more, jobs.number_of(connection)


def drop(library: Library, id_: str) -> None:
    """Ends a job and forgets it; reports that it has added stay. Raises NotFoundError where there is none."""
    with library.noting() as connection:
        if not jobs.drop(connection, id_):
            raise NotFoundError(f"{id_}: there is no such job")


def _put(library: Library, who: str, items: list[Item]) -> Job:
    if not items:
        raise UsageError("there is nothing to add: give files, a text or an address")
    if len(items) > MOST:
        raise UsageError(f"{len(items)} files at once are too many: {MOST} at most")
    id_ = secrets.token_hex(8)
    numbered = [Item(number, one.kind, one.name, one.options, one.data, 0) for number, one in enumerate(items)]
    with library.noting() as connection:
        read_head(connection, lock=True)  # jobs have one order
        jobs.put(connection, id_, who, now(), numbered)
    return job(library, id_)


def _item(kind: str, name: str, options: str, data: bytes | None) -> Item:
    return Item(0, kind, name, options, data, 0)


def _name(given: str) -> str:
    """A file's name without folders, control characters and what changes the direction of writing."""
    last = PurePosixPath(given.replace("\\", "/")).name
    kept = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn")).strip()
    return kept[-_LONGEST_NAME:] or "upload"
