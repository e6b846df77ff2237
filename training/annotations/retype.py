"""The stored form back to typed claims, to correct or to reconcile them."""

from __future__ import annotations

from collections.abc import Iterator

from training.annotations.format import AnnotatedClaim, AnnotatedDocument, Expression, Offsets, PlaceExpression
from training.annotations.line import LineError, Quote
from training.annotations.quote import Quoting, written
from training.annotations.resolve import claim


def retyped(document: AnnotatedDocument, quoting: Quoting) -> Iterator[str]:
    """The document's block as typed, so that ``claim`` gives the same claims again."""
    yield f"@ {document.id}"
    if document.published:
        yield f"published {document.published}"
    for one in document.claims:
        line = _line(one, quoting)
        if claim(line, quoting, document.annotated) != one:
            raise LineError(f"{document.id}: cannot be typed so that it comes out the same: {line}")
        yield line
    yield "end"


def _line(one: AnnotatedClaim, quoting: Quoting) -> str:
    text = quoting.text

    def quote(span: Offsets, *, anchor: Offsets | None) -> str:
        number = quoting.number(span[0])
        sentence = quoting.sentence(number)
        found = quoting.all(written(text, span), sentence)
        picked = None if anchor is None else min(found, key=lambda f: max(f[0] - anchor[1], anchor[0] - f[1], 0))
        nth = "" if len(found) == 1 or picked == span else f" #{found.index(span) + 1}"
        return ("" if sentence == one.sentence else f"^{number}:") + written(text, span) + nth

    def item(e: Expression) -> str:
        shown = quote((e.start, e.end), anchor=one.trigger)
        if e.of is None:
            return shown
        if e.of.at is None:
            return f"{shown} => {e.of.label}"
        name = written(text, e.of.at)
        if quoting.meant(Quote(name), (e.start, e.end)).at == e.of.at:
            return f"{shown} => {name}"
        number = quoting.number(e.of.at[0])
        found = quoting.all(name, quoting.sentence(number))
        return f"{shown} => ^{number}:{name} #{found.index(e.of.at) + 1}"

    def place(p: PlaceExpression) -> str:
        role = "" if p.role == "at" else f"{p.role}:"
        return f"{role}{item(p)}" + ("" if p.relation == "at" else f" ({p.relation})")

    cells = [str(quoting.number(one.sentence[0])), " ".join(filter(None, (one.type, one.mode, one.status)))]
    cells.append(f"trigger={quote(one.trigger, anchor=None)}")
    for key, values in (("by", one.actors), ("to", one.recipients), ("with", one.means)):
        if values:
            cells.append(f"{key}={'; '.join(item(v) for v in values)}")
    if one.places:
        cells.append(f"at={'; '.join(place(p) for p in one.places)}")
    if one.time is not None:
        t = one.time
        days = "?" if t.earliest is None and t.latest is None else t.earliest
        if t.latest != t.earliest:
            days = f"{t.earliest or ''}..{t.latest or ''}"
        cells.append(f"on={quote((t.start, t.end), anchor=one.trigger)} => {days} {t.precision}")
    for kind, n in one.counts.items():
        low, high = ("" if v is None else str(v) for v in (n.low, n.high))
        bounds = low if low == high else f"{low}-{high}"
        of = "" if n.of is None else f" of {item(n.of)}"
        cells.append(f"{kind}={quote((n.start, n.end), anchor=one.trigger)} [{bounds}]{of}")
    if one.sources:
        said = (f"{item(s)} ({'named' if s.named else 'unnamed'}, {s.kind})" for s in one.sources)
        cells.append(f"says={'; '.join(said)}")
    flags = [f for f in ("negated", "aggregate", "background") if getattr(one, f)]
    if flags:
        cells.append(f"flags={','.join(flags)}")
    return " | ".join(cells)
