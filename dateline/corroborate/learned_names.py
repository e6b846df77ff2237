"""Names and aliases of actors that a report itself gives: "Free Syrian Army (FSA)", "the Victorious Sect Brigades".

Made of one reading alone, so that the order in which reports come plays no part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from dateline.corroborate.actor import ActorKind
from dateline.corroborate.actor_names import Form, form, is_name, key, trimmed
from dateline.corroborate.known_actors import known
from dateline.corroborate.states import state
from dateline.read.actors import is_acronym, lookup
from dateline.read.aliases import Alias, aliases, spells
from dateline.read.document import Document
from dateline.values import Claim, Mention, MentionKind, Reading, Report

_BODIES = ("organisation", "armed-actor")
_NO_ACTORS = frozenset({"person", "place", "weapon", "vehicle", "quantity", "time", "nationality"})
_IN_CAPITALS = 3
"""Words of a name at least, in a report where words of a name are not set apart from others."""
_LONGEST_ACRONYM = 5
_CAPITALS = 0.6
"""Share of capitals among letters from which a report is set in capitals."""


class LearnedName(Struct, frozen=True):
    """A report names an actor that the shipped list lacks. ``key``: the name as it is compared; ``written``: as it
    first stands there, ``start:end``; ``count``: how often; ``country``: the one it is bound to, being common."""

    report: str
    key: str
    written: str
    start: int
    end: int
    kind: ActorKind
    count: int
    country: str | None = None


class LearnedAlias(Struct, frozen=True):
    """A report says that ``short`` is another name of what ``long`` names. ``start:end`` is where the short one stands,
    ``long_start:long_end`` the long one; ``kind`` is that of the mention there."""

    report: str
    short: str
    long: str
    short_written: str
    long_written: str
    start: int
    end: int
    long_start: int
    long_end: int
    kind: ActorKind
    country: str | None = None


class Learned(Struct, frozen=True):
    """All that one report gives. ``country``: the one it is about, None where that is not clear."""

    report: str
    country: str | None = None
    names: tuple[LearnedName, ...] = ()
    aliases: tuple[LearnedAlias, ...] = ()


def learned(reading: Reading) -> Learned:
    """The names and aliases of actors in a reading."""
    report = reading.report
    where = country_of(reading.claims)
    document = Document(report, (), (), reading.mentions, tuple(0 for _ in reading.mentions))
    kinds = {(m.start, m.end): m.kind for m in reading.mentions}
    found = [_alias(report, one, kinds, reading.mentions, where) for one in aliases(document)]
    spelt = sorted((alias for alias in found if alias is not None), key=lambda one: (one.start, one.end))
    names = sorted(_names(reading, spelt, where), key=lambda one: (one.start, one.end, one.key))
    return Learned(report.id, where, tuple(names), tuple(spelt))


def country_of(claims: Sequence[Claim]) -> str | None:
    """The country that most of a report's claims with a place on the map lie in: half of them at least."""
    where = Counter(place.country for claim in claims for place in claim.places[:1] if place.country)
    if not where:
        return None
    code, most = min(where.items(), key=lambda item: (-item[1], item[0]))
    return code if most * 2 > where.total() else None


def is_in_capitals(text: str) -> bool:
    """Whether a report is set in capitals."""
    letters = [c for c in text[:5000] if c.isalpha()]
    return sum(c.isupper() for c in letters) > _CAPITALS * len(letters)


def _names(reading: Reading, spelt: Sequence[LearnedAlias], where: str | None) -> Iterable[LearnedName]:
    """The names of actors that the list lacks, those that acronyms are spelt out to among them."""
    text, capitals = reading.report.text, is_in_capitals(reading.report.text)
    found: dict[Form, list[tuple[int, int, str, ActorKind]]] = {}
    for mention in reading.mentions:
        if not mention.named or mention.kind not in _BODIES or mention.id is not None:
            continue
        written = trimmed(mention.name or text[mention.start : mention.end])
        short = is_acronym(written) and not capitals
        if lookup(written) is not None or not (short or is_name(written)):
            continue
        if capitals and len(written.split()) < _IN_CAPITALS:
            continue
        own = form(written, where)
        if own is not None:
            found.setdefault(own, []).append((mention.start, mention.end, written, _body(mention.kind)))
    for one in spelt:
        own = form(one.long_written, where) if lookup(one.long_written) is None else None
        if own is not None and all(place[:2] != (one.long_start, one.long_end) for place in found.get(own, ())):
            found.setdefault(own, []).append((one.long_start, one.long_end, one.long_written, one.kind))
    for name, places in found.items():
        start, end, written, _ = min(places)
        kind = min(Counter(place[3] for place in places).items(), key=lambda item: (-item[1], item[0]))[0]
        yield LearnedName(reading.report.id, name.key, written, start, end, kind, len(places), name.country)


def _alias(
    report: Report,
    alias: Alias,
    kinds: dict[tuple[int, int], MentionKind],
    mentions: Sequence[Mention],
    where: str | None,
) -> LearnedAlias | None:
    """An alias of an actor, the acronym as the short name, whichever stands first. None for one of a place or person,
    or of words that are no name."""
    one, other = (alias.start, alias.end), (alias.short_start, alias.short_end)
    first, second = trimmed(report.text[slice(*one)]), trimmed(report.text[slice(*other)])
    if is_acronym(first) and not is_acronym(second):
        one, other, first, second = other, one, second, first
    if not first or not second or key(first) == key(second) or any(mark in first for mark in "()[],"):
        return None
    actor = lookup(first) or lookup(second)
    kind = known()[actor.id].kind if actor is not None else _kind(one, kinds, mentions)
    if kind is None or kind in _NO_ACTORS or state(first) is not None or not is_acronym(second):
        return None
    if actor is None and not (is_name(first) or kind == "armed-actor"):
        return None
    if not _is_sure(first, second, is_in_capitals(report.text)):
        return None
    spans = (*other, *one)
    return LearnedAlias(report.id, key(second), key(first), second, first, *spans, _body(kind), where)


def _is_sure(long: str, short: str, capitals: bool) -> bool:
    """Whether a word in brackets is an acronym, in a report where all words are set in capitals: both names are known
    as one actor's, or it is short, or the first letters spell it."""
    one, other = lookup(long), lookup(short)
    if not capitals or (one is not None and one == other):
        return True
    return len(short) <= _LONGEST_ACRONYM or spells(long, short)


def _kind(
    span: tuple[int, int], kinds: dict[tuple[int, int], MentionKind], mentions: Sequence[Mention]
) -> MentionKind | ActorKind | None:
    """The kind of the mention that is, or holds, a span; an organisation's where nothing speaks against it."""
    exact = kinds.get(span)
    if exact is not None:
        return exact
    around = sorted((m.end - m.start, m.kind) for m in mentions if m.start <= span[0] and span[1] <= m.end)
    return around[0][1] if around else "organisation"


def _body(kind: MentionKind | ActorKind) -> ActorKind:
    return "armed-actor" if kind == "armed-actor" else "organisation"
