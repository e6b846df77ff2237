"""What an event is summed up from: its claims, the reports they stand in, and who is who."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from dateline.values import Anchor, Claim

_DROPPED = str.maketrans(dict.fromkeys(".'’‘`´ʿʾ\"“”") | dict.fromkeys("-–—_/,;:()[]", " "))
_ARTICLES = ("the ", "a ", "an ")


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """A name without case, accents, punctuation and an article in front: equal for two spellings of one name.

    >>> plain("The Kurdistan Workers’ Party")
    'kurdistan workers party'
    """
    bare = name
    for ending in ("’s", "'s"):
        bare = bare.removesuffix(ending)
    bare = bare.translate(_DROPPED)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    bare = " ".join(bare.casefold().split())
    for article in _ARTICLES:
        bare = bare.removeprefix(article)
    return bare or name


class About(Struct, frozen=True):
    """What is to be known of a report beside its claims, made once by :func:`dateline.corroborate.about.about`.
    ``agency``: the news agency that the report credits as a whole, as printed; ``signature`` tells near-copies
    (:mod:`dateline.corroborate.copies`)."""

    report: str
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    agency: str | None = None
    signature: bytes = b""


class Told(Struct, frozen=True):
    """A claim of an event, as it stands after people's corrections, and its report."""

    anchor: Anchor
    claim: Claim
    report: About


class Alike(Struct, frozen=True):
    """``who`` gives one key for all names of one actor, source or outlet; by default only spellings are folded."""

    who: Callable[[str], str] = plain
