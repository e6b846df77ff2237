"""What an event is summed up from: its claims, the reports they stand in, and who is who."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from msgspec import Struct

from dateline.corroborate.called import allied, allied_by, known, known_by, wider, wider_by
from dateline.corroborate.called import plain as plain
from dateline.corroborate.registry import Registry
from dateline.values import Anchor, Claim


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
    """Who is who, where a claim has no id of an actor. ``who`` gives one key (an actor's id where it is known) for all
    names of one actor, source or outlet; ``of`` leads from a key to that of the wider body it belongs to (an army to
    its government, a state agency to its state), or to itself; ``allied`` says who may have had a part in one deed. By
    default the shipped list of actors decides, and spelling."""

    who: Callable[[str], str] = known
    of: Callable[[str], str] = wider
    allied: Callable[[str, str], bool] = allied


def alike_by(registry: Registry) -> Alike:
    """Who is who by a registry with people's judgements."""
    remembered = lru_cache(maxsize=50_000)
    return Alike(
        remembered(partial(known_by, registry)),
        remembered(partial(wider_by, registry)),
        remembered(partial(allied_by, registry)),
    )
