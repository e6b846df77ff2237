"""All that a report's part in events follows from: one value a report, made of its reading as people see it."""

from __future__ import annotations

import zlib
from functools import cached_property
from hashlib import blake2b, sha256

from msgspec import Struct, msgpack
from msgspec.structs import replace

from dateline.corroborate.about import about
from dateline.corroborate.candidates import Gate, Marks, gate, marks, topics_of
from dateline.corroborate.lexicon import Lexicon
from dateline.corroborate.tell import tellings
from dateline.corroborate.telling import Anchor, Article, Telling
from dateline.corroborate.told import About, Told
from dateline.corroborate.traces import Trace, traces
from dateline.values import Anchor as Place
from dateline.values import Claim, Reading


class Tale(Struct, frozen=True):
    """``tellings`` in order of the text; claims of a reading whose words were not kept have none, and stay alone."""

    about: About
    tellings: tuple[Telling, ...]
    claims: tuple[Claim, ...]

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Where its claims stand, in order of the text, each place once."""
        return tuple(sorted({anchor_of(self.about.report, claim) for claim in self.claims}))

    def told(self) -> dict[Anchor, list[Told]]:
        """Its claims by where they stand."""
        found: dict[Anchor, list[Told]] = {}
        for claim in self.claims:
            anchor = anchor_of(self.about.report, claim)
            found.setdefault(anchor, []).append(Told(Place(*anchor), claim, self.about))
        return found


class Seen:
    """A tale with what its tellings are compared by, worked out when it is first asked for."""

    def __init__(self, tale: Tale, lexicon: Lexicon) -> None:
        self.tale, self._lexicon = tale, lexicon

    @cached_property
    def sights(self) -> tuple[tuple[Telling, Marks, Gate], ...]:
        """Each telling, its marks and its gate."""
        told, lexicon = self.tale.tellings, self._lexicon
        topics = topics_of(told[0].article, lexicon) if told else frozenset()
        return tuple((one, marks(one, lexicon, topics), gate(one)) for one in told)

    @cached_property
    def traces(self) -> tuple[Trace, ...]:
        """What a store finds it by."""
        return traces(own for _, own, _ in self.sights)


def tale(reading: Reading) -> Tale:
    """What a reading tells, as people see it."""
    return Tale(about(reading.report), tellings(reading), reading.claims)


def anchor_of(report: str, claim: Claim) -> Anchor:
    """Where a claim stands."""
    return report, claim.trigger.start, claim.trigger.end


def event_id(anchor: Anchor) -> str:
    """The id of an event whose smallest anchor this is; 16 hexadecimal digits. A later id of the event is found by it,
    too, as long as something is told there."""
    return sha256("{}\n{}\n{}".format(*anchor).encode()).hexdigest()[:16]


class Packed(Struct, frozen=True):
    """The tale of a report as bytes; ``digest`` (16 hexadecimal digits) is of what it says."""

    report: str
    digest: str
    body: bytes


class _Body(Struct, frozen=True):
    about: About
    article: Article | None
    tellings: tuple[Telling, ...]
    claims: tuple[Claim, ...]


_NONE = Article("", None, ())


def packed(tale: Tale) -> Packed:
    """A tale as bytes; equal tales give equal ones."""
    article = tale.tellings[0].article if tale.tellings else None
    bare = tuple(replace(one, article=_NONE) for one in tale.tellings)
    body = msgpack.encode(_Body(tale.about, article, bare, tale.claims), order="deterministic")
    return Packed(tale.about.report, blake2b(body, digest_size=8).hexdigest(), zlib.compress(body))


def unpacked(data: bytes) -> Tale:
    """The tale that ``packed`` was given. Raises ValueError for other bytes."""
    try:
        found = _decode(zlib.decompress(data))
    except zlib.error as error:
        raise ValueError(str(error)) from error
    article = found.article
    tellings = tuple(replace(one, article=article) for one in found.tellings) if article else ()
    return Tale(found.about, tellings, found.claims)


_decode = msgpack.Decoder(_Body).decode
