"""Evidence in plain words: one line an event, or a place where there are many, each with its claims and its grade."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from dateline.assess.indicators import placed
from dateline.assess.indicators.known import Sign
from dateline.assess.indicators.subject import Subject
from dateline.assess.indicators.table import TABLE, Key
from dateline.assess.indicators.weeks import When
from dateline.assess.outlook.belief import credibility, interested, outlet, read_right
from dateline.assess.outlook.regime import Settings
from dateline.assess.outlook.weighing import Weighed, push
from dateline.corroborate.told import Told
from dateline.values import Anchor

SINGLE = 6
"""Events of one indicator that are told one by one; of more, each place has a line."""
_PLACES = 6
_UNSURE = 0.3
_LONGEST_QUOTE = 240
Quote = Callable[[Told], "str | None"]
Grades = Callable[[str], str]


class Line(Struct, frozen=True):
    """A line of evidence. ``grade``: of the Admiralty code, letter of its best source and number of its credibility;
    for several events those of the middle one."""

    text: str
    indicator: str
    claims: tuple[Anchor, ...]
    grade: str


class Telling(Struct, frozen=True):
    """What lines are put in words with: the actor, what places are called, the sentence of a claim (None: only its
    telling words are quoted), and the letter of an outlet."""

    subject: Subject
    called: dict[str, str]
    quote: Quote
    grades: Grades


def lines(weighed: Sequence[Weighed], side: str, telling: Telling, settings: Settings) -> tuple[Line, ...]:
    """All lines for decline (``side`` "for") or against it, those that weigh most first."""
    found: list[tuple[float, Line]] = []
    for key, row in TABLE.items():
        if row.side == side:
            those = [part for w in weighed if w.sign.indicator == key for part in _by_place(w)]
            those.sort(key=lambda w: (-abs(push(w, settings)), w.sign.order))
            if len(those) <= SINGLE:
                found += [(abs(push(w, settings)), _single(w, telling)) for w in those]
            else:
                found += _grouped(key, those, telling, settings)
    found.sort(key=lambda pair: (-pair[0], pair[1].text))
    return tuple(line for _, line in found)


def _by_place(one: Weighed) -> list[Weighed]:
    """An event whose claims name several places, each in sentences of their own, as a line for each: what is told of
    one is not told of the other. Claims without a place go with the first."""
    places = {placed.key(p): p for p in one.sign.places}
    if len(places) < 2:
        return [one]
    parts: dict[tuple[str, str], list[Told]] = {}
    for told in one.sign.told:
        named = [placed.key(p) for p in placed.places(told.claim)]
        at = next((k for k in named if k in places), next(iter(places)))
        parts.setdefault(at, []).append(told)
    if len(parts) < 2:
        return [one]
    return [
        replace(one, sign=replace(one.sign, told=tuple(those), places=(places[at],))) for at, those in parts.items()
    ]


def _single(one: Weighed, telling: Telling) -> Line:
    sign = one.sign
    where = _where(sign, telling)
    when = _when(sign.when)
    head = TABLE[sign.indicator].one.capitalize() + (f", {where}" if where else "") + (f", {when}" if when else "")
    text = f"{head}: {_words(sign, telling)}. {_whose(sign)}"
    notes = _notes(one, telling.subject)
    return Line(
        f"{text}; {'; '.join(notes)}" if notes else text, sign.indicator, _claims([one]), _grade([one], telling.grades)
    )


def _grouped(key: Key, those: Sequence[Weighed], telling: Telling, settings: Settings) -> list[tuple[float, Line]]:
    """A line for each of the places with most weight, and one for all others."""
    by: dict[str, list[Weighed]] = {}
    for one in those:
        by.setdefault(_where(one.sign, telling), []).append(one)
    weights = {w: sum(abs(push(one, settings)) for one in group) for w, group in by.items()}
    order = sorted((w for w in by if w), key=lambda w: (-weights[w], w))
    kept, rest = order[:_PLACES], order[_PLACES:]
    found = [(weights[w], _group(key, by[w], f", {w}", telling)) for w in kept]
    left = [one for w in rest for one in by[w]]
    if left:
        where = f" at {len(rest)} other places" if len(rest) > 1 else f", {rest[0]}"
        found.append((sum(weights[w] for w in rest), _group(key, left, where, telling)))
    if "" in by:
        found.append((weights[""], _group(key, by[""], ", no place named", telling)))
    return found


def _group(key: Key, those: Sequence[Weighed], where: str, telling: Telling) -> Line:
    if len(those) == 1:
        return _single(those[0], telling)
    row = TABLE[key]
    days = [w.sign.when for w in those if w.sign.when is not None]
    span = ""
    if days:
        first, last = min(d.earliest for d in days), max(d.latest for d in days)
        span = f", {first.isoformat()}" if first == last else f", {first.isoformat()} to {last.isoformat()}"
    called = row.one if len(those) == 1 else row.many
    example = _words(those[0].sign, telling)
    outlets = len({o for w in those for o in w.outlets})
    text = f"{len(those)} {called}{where}{span}, such as: {example}. {outlets} outlet{'s' if outlets > 1 else ''}"
    return Line(text, key, _claims(those), _grade(those, telling.grades))


def _where(sign: Sign, telling: Telling) -> str:
    named = [placed.label(p, telling.called.get(placed.key(p)[0])) for p in sign.places]
    return " and ".join(dict.fromkeys(named))


def _when(when: When | None) -> str:
    if when is None:
        return ""
    if when.inferred:
        return f"in the week to {when.latest.isoformat()} (the day of the report)"
    if when.earliest == when.latest:
        return when.latest.isoformat()
    return f"between {when.earliest.isoformat()} and {when.latest.isoformat()}"


def _words(sign: Sign, telling: Telling) -> str:
    """The sentence of the claim that the reader is surest of, else its telling words."""
    best = min(sign.told, key=lambda one: (-one.claim.confidence, one.anchor))
    sentence = telling.quote(best)
    quoted = " ".join((sentence or best.claim.trigger.text).split()).strip(' “”"')
    if len(quoted) > _LONGEST_QUOTE:
        quoted = quoted[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"“{quoted}”"


def _whose(sign: Sign) -> str:
    """Who says it: the nearest sources and the outlets; at most three, and how many more."""
    said = []
    for one in sign.told:
        by = one.report.publisher or one.report.url
        nearest = one.claim.sources[0] if one.claim.sources else None
        name = None if nearest is None else (nearest.name or nearest.text)
        said.append(f"{name}, in {by}" if name and by else name or by or "An outlet that is not known")
    each = list(dict.fromkeys(said))
    text = "; ".join(each[:3]) + (f"; and {len(each) - 3} more" if len(each) > 3 else "")
    return f"Said by {text}" if text != "An outlet that is not known" else text


def _notes(one: Weighed, subject: Subject) -> list[str]:
    sign, event = one.sign, one.sign.known.event
    notes = []
    if event.reports == 1:
        notes.append("one report's word")
    elif len(one.outlets) == 1:
        notes.append("one outlet's word")
    if sign.firmness in ("possible", "planned"):
        notes.append("only possible" if sign.firmness == "possible" else "planned, not carried out")
    if all(interested(told, sign, subject) for told in sign.told):
        notes.append("said by a party to the conflict to its advantage")
    if sign.contrary:
        notes.append(f"contradicted by {sign.contrary} claim{'s' if sign.contrary > 1 else ''}")
    elif event.disputed:
        notes.append(f"disputed: {', '.join(d.what for d in event.disputed)}")
    if event.aggregate:
        notes.append("a total over several events")
    if sign.when is not None and sign.when.loose:
        notes.append("dated too widely to count in a week")
    if read_right(sign) < _UNSURE:
        notes.append("the reader is unsure of it: check the sentence")
    return notes


def _claims(those: Sequence[Weighed]) -> tuple[Anchor, ...]:
    return tuple(sorted({t.anchor for w in those for t in w.sign.told}))


def _grade(those: Sequence[Weighed], grades: Grades) -> str:
    each = sorted(min(grades(outlet(t)) for t in w.sign.told) + str(credibility(w.sign)) for w in those)
    each.sort(key=lambda g: (g[1], g[0]))
    return each[len(each) // 2]


def span(since: date | None, until: date | None) -> str:
    """A period in words."""
    if since is None or until is None:
        return "no day is known"
    return f"{since.isoformat()} to {until.isoformat()}"
