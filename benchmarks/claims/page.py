"""The page for error analysis: each sentence with annotated and found claims side by side, all slots, what differs
marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

from benchmarks import differences
from benchmarks.claims.match import SLOTS, Matched, shared
from benchmarks.claims.reading import Read
from benchmarks.claims.sentences import sentences
from benchmarks.claims.values import AnnotatedClaim, Expression, Offsets, PlaceExpression, SourceExpression

_STYLE = (
    "td:first-child,th:first-child{width:6em}td{width:auto}tr.sentence td{background:#f4f4f4;border-top:2px solid #555}"
    "td.missed{background:#fde9e7}td.extra{background:#e8f0fd}dl{margin:0;display:grid;grid-template-columns:6em 1fr}"
    "dt{color:#555}dd{margin:0}.trigger{text-decoration:underline;text-decoration-thickness:2px}table{table-layout:fixed}"
    ".gold{text-decoration-color:#d33}.had{text-decoration-color:#36c;text-underline-offset:5px}"
)
_KEY = (
    "<p>Left: as annotated; right: as found. Triggers in the sentence: <span class='trigger gold'>annotated</span>, "
    "<span class='trigger had'>found</span>. Marked: what the other side has not. <i>kept: </i> the element stands "
    "outside the sentence.</p>"
)
_PLAIN: dict[str, Callable[[AnnotatedClaim], str]] = {
    "mode": lambda claim: claim.mode or "",
    "status": lambda claim: claim.status,
    "flags": lambda claim: ", ".join(n for n in ("negated", "aggregate", "background") if getattr(claim, n)),
}


def write(target: Path, title: str, figures: dict[str, float], documents: Sequence[Read]) -> None:
    """Writes the page of documents that were read."""
    body = _KEY + "".join(_section(one) for one in documents)
    differences.save(target, differences.shell(title, figures, body, _STYLE))


def _section(one: Read) -> str:
    matched = one.matched
    claims = (len(matched.pairs), len(matched.first_only), len(matched.second_only))
    title = one.text.title or one.text.text[:80].split("\n")[0]
    head = f"{one.gold.corpus} {one.gold.id}: {title} ({claims[0]} right, {claims[1]} missed, {claims[2]} too many)"
    rows = "".join(_sentence(one.text.text, span, matched) for span in sentences(one.text.text))
    columns = "<tr><th></th><th>annotated</th><th>found</th></tr>\n"
    published = f"<p>Published {escape(one.gold.published or 'on an unknown day')}.</p>"
    return f'<h2>{escape(head)}</h2>{published}<table dir="auto">{columns}{rows}</table>\n'


def _sentence(text: str, span: Offsets, matched: Matched) -> str:
    """A sentence's rows; none where neither side has a claim in it. A claim belongs where its trigger begins."""

    def here(claim: AnnotatedClaim) -> bool:
        return span[0] <= claim.trigger[0] < span[1]

    pairs = [pair for pair in matched.pairs if here(pair[0])]
    missed, extra = list(filter(here, matched.first_only)), list(filter(here, matched.second_only))
    rows = [(gold.trigger, _row(gold.type, *_compared(gold, found, text))) for gold, found in pairs]
    rows += [(one.trigger, _row(one.type, _alone(one, text), "", "missed")) for one in missed]
    rows += [(one.trigger, _row(one.type, "", _alone(one, text), "extra")) for one in extra]
    if not rows:
        return ""
    wanted = [one.trigger for one in (*(gold for gold, _ in pairs), *missed)]
    had = [one.trigger for one in (*(found for _, found in pairs), *extra)]
    shown = _underlined(text, span, wanted, had)
    return f'<tr class="sentence"><td colspan="3">{shown}</td></tr>\n' + "".join(row for _, row in sorted(rows))


def _row(label: str, gold: str, found: str, kind: str = "") -> str:
    first, second = (f' class="{kind}"' if kind == side else "" for side in ("missed", "extra"))
    return f"<tr><td>{escape(label)}</td><td{first}>{gold}</td><td{second}>{found}</td></tr>\n"


def _underlined(text: str, span: Offsets, wanted: Sequence[Offsets], had: Sequence[Offsets]) -> str:
    """The sentence with both sides' triggers underlined, one within the other where they overlap."""
    cuts = sorted({*span, *(min(max(x, span[0]), span[1]) for pair in (*wanted, *had) for x in pair)})
    parts = []
    for start, end in pairwise(cuts):
        part = escape(text[start:end])
        if any(a <= start and end <= b for a, b in wanted):
            part = f'<span class="trigger gold">{part}</span>'
        if any(a <= start and end <= b for a, b in had):
            part = f'<span class="trigger had">{part}</span>'
        parts.append(part)
    return "".join(parts)


def _compared(gold: AnnotatedClaim, found: AnnotatedClaim, text: str) -> tuple[str, str]:
    sides: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
    for side, claim in zip(sides, (gold, found), strict=True):
        side.append(("trigger", escape(text[slice(*claim.trigger)])))
    for name, value in _PLAIN.items():
        for side, claim in zip(sides, (gold, found), strict=True):
            side.append((name, _marked(escape(value(claim)), value(gold) != value(found))))
    for slot in SLOTS:
        ours, theirs = getattr(gold, slot), getattr(found, slot)
        pairs = shared(ours, theirs, text)
        sides[0].append((slot, _elements(ours, {i for i, _ in pairs}, text)))
        sides[1].append((slot, _elements(theirs, {j for _, j in pairs}, text)))
    for name, shown in (("time", _time), ("counts", _counts)):
        one, other = shown(gold, text), shown(found, text)
        # The words of a time or count may differ; its value may not.
        sides[0].append((name, _marked(one[0], one[1] != other[1])))
        sides[1].append((name, _marked(other[0], one[1] != other[1])))
    return _list(sides[0]), _list(sides[1])


def _alone(claim: AnnotatedClaim, text: str) -> str:
    rows = [("trigger", escape(text[slice(*claim.trigger)]))]
    rows += [(name, escape(value(claim))) for name, value in _PLAIN.items()]
    rows += [(slot, _elements(own, set(range(len(own))), text)) for slot in SLOTS for own in [getattr(claim, slot)]]
    rows += [("time", _time(claim, text)[0]), ("counts", _counts(claim, text)[0])]
    return _list(rows)


def _list(rows: Sequence[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value) + "</dl>"


def _marked(shown: str, differs: bool) -> str:
    return f"<mark>{shown or '–'}</mark>" if differs else shown


def _elements(own: Sequence[Expression], right: set[int], text: str) -> str:
    return "; ".join(_marked(" ".join(_element(one, text)), i not in right) for i, one in enumerate(own))


def _element(one: Expression, text: str) -> Iterator[str]:
    if one.inherited:
        yield "<i>kept:</i>"
    if isinstance(one, PlaceExpression) and one.role != "at":
        yield f"{one.role}:"
    yield escape(text[one.start : one.end])
    if one.of is not None:
        yield "⇒ " + escape(one.of.label or text[slice(*(one.of.at or (0, 0)))])
    if isinstance(one, PlaceExpression) and one.relation != "at":
        yield f"({escape(one.relation)})"
    if isinstance(one, SourceExpression):
        yield f"({'named' if one.named else 'unnamed'}, {one.kind})"


def _time(claim: AnnotatedClaim, text: str) -> tuple[str, object]:
    """How a claim's time is shown, and what of it is compared."""
    one = claim.time
    if one is None:
        return "", None
    words = escape(text[one.start : one.end])
    days = (one.earliest, one.latest)
    shown = f"{words} ⇒ {one.earliest or '?'} to {one.latest or '?'}, {one.precision}"
    return shown, days if any(days) else None


def _counts(claim: AnnotatedClaim, text: str) -> tuple[str, object]:
    def bound(value: int | None) -> str:
        return "" if value is None else str(value)

    shown = "; ".join(
        f"{kind}: {escape(text[one.start : one.end])} [{bound(one.low)}–{bound(one.high)}]"
        for kind, one in sorted(claim.counts.items())
    )
    return shown, {kind: (one.low, one.high) for kind, one in claim.counts.items()}
