"""Typed claims to the stored form."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from training.annotations.days import day_range
from training.annotations.format import (
    AnnotatedClaim,
    Expression,
    Number,
    Offsets,
    PlaceExpression,
    Reference,
    SourceExpression,
    When,
)
from training.annotations.line import CountItem, Item, Line, LineError, parse
from training.annotations.quote import Quoting


class Typed(Struct, frozen=True):
    """One document's block of a ``.claims`` file: numbered lines of it; ``published`` where the author gave a day."""

    document: str
    published: str | None
    lines: tuple[tuple[int, str], ...]


def blocks(content: str, name: str) -> list[Typed]:
    """The blocks of a file: ``@ ID``, perhaps ``published DAY``, claims, ``end``. Empty lines and lines that begin with
    ``//`` are passed over. Raises ``LineError`` where a block is not closed (a half-written document is not none)."""
    found: list[Typed] = []
    current: tuple[str, list[tuple[int, str]]] | None = None
    published: str | None = None
    for number, raw in enumerate(content.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("//"):
            continue
        if line.startswith("@"):
            if current is not None:
                raise LineError(f"{name}:{number}: {current[0]} has no line 'end' yet")
            current, published = (line[1:].strip(), []), None
        elif current is None:
            raise LineError(f"{name}:{number}: stands outside a document; open one with '@ ID'")
        elif line == "end":
            found.append(Typed(current[0], published, tuple(current[1])))
            current = None
        elif line.startswith("published "):
            published = line.split(None, 1)[1]
        else:
            current[1].append((number, line))
    if current is not None:
        raise LineError(f"{name}: {current[0]} has no line 'end'")
    return found


def claim(line: str, quoting: Quoting, annotated: Offsets) -> AnnotatedClaim:
    """A typed line as a claim with offsets. Raises ``LineError``."""
    typed = parse(line)
    sentence = quoting.sentence(typed.sentence)
    if sentence[1] > annotated[1] or sentence[0] < annotated[0]:
        raise LineError(f"sentence {typed.sentence} lies outside the part to annotate")
    trigger = quoting.trigger(typed.trigger, sentence)

    def at(item: Item) -> tuple[int, int, bool, Reference | None]:
        span = quoting.near(item.quote, sentence, trigger)
        of = None if item.of is None else quoting.meant(item.of, span)
        outside = not (sentence[0] <= span[0] and span[1] <= sentence[1])
        return *span, outside, None if of is not None and of.at == span else of

    def expressions(items: Sequence[Item]) -> tuple[Expression, ...]:
        return tuple(Expression(*at(item)) for item in items)

    def number(item: CountItem) -> Number:
        of = None if item.of is None else Expression(*at(item.of))
        return Number(*quoting.near(item.quote, sentence, trigger), item.low, item.high, of)

    return AnnotatedClaim(
        sentence=sentence,
        trigger=trigger,
        type=typed.type,  # type: ignore[arg-type]  # parse() has checked it
        mode=typed.mode,
        status=typed.status,  # type: ignore[arg-type]
        negated="negated" in typed.flags,
        aggregate="aggregate" in typed.flags,
        background="background" in typed.flags,
        actors=expressions(typed.actors),
        recipients=expressions(typed.recipients),
        means=expressions(typed.means),
        places=tuple(PlaceExpression(*at(i), role=i.role, relation=i.relation) for i in typed.places),  # type: ignore[arg-type]
        time=_when(typed, quoting, sentence, trigger),
        counts={kind: number(c) for kind, c in sorted(typed.counts.items())},
        sources=tuple(SourceExpression(*at(i), named=i.named, kind=i.kind) for i in typed.sources),  # type: ignore[arg-type]
    )


def _when(typed: Line, quoting: Quoting, sentence: Offsets, trigger: Offsets) -> When | None:
    if typed.time is None:
        return None
    start, end = quoting.near(typed.time.quote, sentence, trigger)
    earliest, latest = day_range(typed.time.days, typed.time.precision)
    inherited = not (sentence[0] <= start and end <= sentence[1])
    return When(start, end, earliest, latest, typed.time.precision, inherited)  # type: ignore[arg-type]
