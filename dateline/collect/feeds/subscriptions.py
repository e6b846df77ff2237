"""What to watch: OPML, a list of addresses, an address, a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from dateline.collect.feeds.xml import local, parse_xml
from dateline.collect.inputs import is_url
from dateline.collect.text import decode
from dateline.errors import BrokenInputError, InputError, UsageError

_LARGEST = 1 << 24
_MOST = 10_000


class Subscription(Struct, frozen=True):
    """Something watched: the ``address`` of a feed, or a folder; ``title`` as its list calls it."""

    address: str
    title: str | None = None

    @property
    def is_folder(self) -> bool:
        """Whether it lies on this machine."""
        return not is_url(self.address)


def subscriptions(given: Iterable[str]) -> list[Subscription]:
    """All that is named, each once, in order: addresses, folders, files of OPML, files with an address or folder a line
    (``#`` begins a remark). Raises UsageError for what cannot be understood."""
    found = {one.address: one for name in given for one in _of(name)}
    if not found:
        raise UsageError("names no feed: give the address of one, an OPML file, a list of addresses, or a folder")
    if len(found) > _MOST:
        raise UsageError(f"names {len(found)} feeds, more than {_MOST}: divide them among several watches")
    return list(found.values())


def _of(name: str) -> Iterator[Subscription]:
    if is_url(name):
        yield Subscription(name.strip())
    elif "://" in name:
        raise UsageError(f"{name}: is no address that is fetched; give one with http or https")
    elif os.path.isdir(name):
        yield Subscription(os.path.abspath(name))
    else:
        yield from _listed(Path(name))


def _listed(path: Path) -> Iterator[Subscription]:
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; give the address of a feed, an OPML file or a folder") from None
    if len(data) > _LARGEST:
        raise UsageError(f"{path}: is larger than {_LARGEST >> 20} MiB, which no list of feeds is")
    try:
        if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            yield from _opml(data)
        else:
            yield from _lines(decode(data), path)
    except InputError as error:
        raise UsageError(f"{path}: {error}") from None


def _opml(data: bytes) -> Iterator[Subscription]:
    root = parse_xml(data)
    if local(root.tag) != "opml":
        raise BrokenInputError(
            f"is XML of the kind {local(root.tag)!r}, not OPML: to watch a feed give its address, to read one that is "
            "saved use dateline add"
        )
    for outline in root.iter():
        names = {key.lower(): value for key, value in outline.attrib.items()}
        if local(outline.tag) == "outline" and names.get("xmlurl", "").strip():
            address = names["xmlurl"].strip()
            if not is_url(address):
                raise BrokenInputError(f"names {address!r}, which is no http or https address")
            yield Subscription(address, names.get("title") or names.get("text"))


def _lines(text: str, path: Path) -> Iterator[Subscription]:
    for number, line in enumerate(text.splitlines(), 1):
        address = line.split(" #")[0].strip()
        if not address or address.startswith("#"):
            continue
        folder = path.parent / address
        if is_url(address):
            yield Subscription(address)
        elif os.path.isdir(folder):  # False for what can be the name of nothing, where Path raises
            yield Subscription(str(folder.absolute()))
        else:
            raise BrokenInputError(f"line {number}, {address[:80]!r}, is neither an http or https address nor a folder")
