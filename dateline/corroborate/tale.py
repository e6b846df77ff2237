"""All that a report's part in events follows from: one value a report, made of its reading as people see it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b, sha256

from msgspec import Raw, Struct, msgpack
from msgspec.structs import replace

from dateline.corroborate.about import about
from dateline.corroborate.candidates import Gate, Marks, gate, marks, topics_of
from dateline.corroborate.glimpses import glimpse
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


Sight = tuple[Telling, Marks, Gate]


class Seen:
    """What a report tells, with what its tellings are compared by; all of it is unpacked, or worked out, when it is
    first asked for. ``body`` as :func:`packed` makes it, where there is no tale yet."""

    def __init__(self, tale: Tale | None, lexicon: Lexicon, body: bytes = b"") -> None:
        self._tale, self._lexicon, self._body = tale, lexicon, body
        self._sights: dict[int, Sight] = {}

    @property
    def tale(self) -> Tale:
        """The tale. Raises ValueError where the body is none."""
        if self._tale is None:
            self._tale = unpacked(self._body)
        return self._tale

    @cached_property
    def sights(self) -> tuple[Sight, ...]:
        """Each telling, its marks and its gate."""
        return tuple(self.sight(number) for number in range(len(self._raw[1])))

    @cached_property
    def traces(self) -> tuple[Trace, ...]:
        """What a store finds it by."""
        return traces(own for _, own, _ in self.sights)

    @cached_property
    def glimpse(self) -> bytes:
        """What tells at a glance whom it may meet. Raises ValueError where the body is none."""
        kept = _parts(self._body).glimpse if self._body else b""
        return kept or glimpse([(own, its) for _, own, its in self.sights])

    def sight(self, number: int) -> Sight:
        """One telling, its marks and its gate. Raises ValueError where the body is none."""
        if number not in self._sights:
            article, tellings = self._raw
            one = tellings[number]
            if not isinstance(one, Telling):
                one = replace(_telling(one), article=article)
            self._sights[number] = one, marks(one, self._lexicon, self._topics), gate(one)
        return self._sights[number]

    @cached_property
    def _raw(self) -> tuple[Article, Sequence[Telling | Raw]]:
        if self._tale is not None:
            told = self._tale.tellings
            return told[0].article if told else _NONE, told
        found = _raw_part(_decompressed(_parts(self._body).tellings))
        return found.article or _NONE, found.tellings

    @cached_property
    def _topics(self) -> frozenset[str]:
        return topics_of(self._raw[0], self._lexicon)


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


class _Parts(Struct, frozen=True, array_like=True):
    """What is looked at first, what tellings are compared by, and the rest, so that each can be had without the
    others."""

    glimpse: bytes
    tellings: bytes
    claims: bytes


class _Tellings(Struct, frozen=True):
    article: Article | None
    tellings: tuple[Telling, ...]


class _RawTellings(Struct, frozen=True):
    article: Article | None
    tellings: tuple[Raw, ...]


class _Claims(Struct, frozen=True):
    about: About
    claims: tuple[Claim, ...]


_NONE = Article("", None, ())


def packed(tale: Tale, glimpse: bytes = b"") -> Packed:
    """A tale as bytes, with the glimpse of it where it is to be looked for; the same always gives the same."""
    article = tale.tellings[0].article if tale.tellings else None
    bare = tuple(replace(one, article=_NONE) for one in tale.tellings)
    tellings = msgpack.encode(_Tellings(article, bare), order="deterministic")
    claims = msgpack.encode(_Claims(tale.about, tale.claims), order="deterministic")
    body = msgpack.encode(_Parts(glimpse, zlib.compress(tellings), zlib.compress(claims)))
    return Packed(tale.about.report, blake2b(tellings + claims, digest_size=8).hexdigest(), body)


def unpacked(data: bytes) -> Tale:
    """The tale that ``packed`` was given. Raises ValueError for other bytes."""
    parts = _parts(data)
    found, rest = _tellings(_decompressed(parts.tellings)), _claims(_decompressed(parts.claims))
    article = found.article
    tellings = tuple(replace(one, article=article) for one in found.tellings) if article else ()
    return Tale(rest.about, tellings, rest.claims)


def glimpse_in(data: bytes) -> bytes:
    """The glimpse that ``packed`` was given. Raises ValueError for other bytes."""
    return _parts(data).glimpse


def _decompressed(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise ValueError(str(error)) from error


_parts = msgpack.Decoder(_Parts).decode
_tellings = msgpack.Decoder(_Tellings).decode
_raw_part = msgpack.Decoder(_RawTellings).decode
_telling = msgpack.Decoder(Telling).decode
_claims = msgpack.Decoder(_Claims).decode
