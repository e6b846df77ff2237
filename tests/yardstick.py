"""The hand-marked claims of ``samples_expected.yaml`` as values, and how a reading compares with them.

``python tests/yardstick.py`` reads the marked samples and prints what was found of each type, and what was missed or is
extra. It guides the rules; it is no benchmark, since the rules were written with these texts at hand.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from dateline.collect.options import Options
from dateline.values import Claim, Reading
from dateline.work.reading import read_paths

EXPECTED = Path(__file__).parent / "samples_expected.yaml"
SAMPLES = Path(__file__).parents[1] / "samples"


class Element(Struct, frozen=True):
    """An expression, what it stands for (itself where nothing else is said), whether it is carried over from an
    earlier sentence, and for a place its role."""

    text: str
    name: str
    inherited: bool = False
    role: str | None = None


class Marked(Struct, frozen=True):
    """One marked claim. ``start`` and ``end`` of the trigger are offsets into the text it was anchored in."""

    trigger: str
    start: int
    end: int
    types: tuple[str, ...]
    mode: str | None
    status: str
    negated: bool
    aggregate: bool
    optional: bool
    actors: tuple[Element, ...]
    recipients: tuple[Element, ...]
    means: tuple[Element, ...]
    places: tuple[Element, ...]
    sources: tuple[Element, ...]
    time: str | None
    counts: dict[str, tuple[int | None, int | None]]
    number: int | None = None


class Score(Struct):
    """Matched pairs, claims that were missed, and claims with no counterpart (optional ones count for neither)."""

    pairs: list[tuple[Marked, Claim]]
    missed: list[Marked]
    extra: list[Claim]


def entries(path: Path = EXPECTED) -> list[dict[str, Any]]:
    """The file's entries as written."""
    loaded: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def raw_text(entry: dict[str, Any]) -> str:
    """The text that the entry was marked in: the file, or title and text of one record of a ``.jsonl``."""
    text = (SAMPLES / str(entry["file"])).read_text(encoding="utf-8")
    if "record" in entry:
        record = json.loads(text.splitlines()[entry["record"]])
        return f"{record['title']}\n\n{record['text']}"
    return text


def marked(entry: dict[str, Any], text: str) -> list[Marked]:
    """The entry's claims, anchored in ``text``. Raises ``ValueError`` where a trigger is not there exactly once."""
    return [_marked(claim, text) for claim in entry["claims"]]


def _marked(claim: dict[str, Any], text: str) -> Marked:
    start = _anchor(str(claim["trigger"]), claim.get("at"), text)
    time = claim.get("time")
    return Marked(
        trigger=str(claim["trigger"]),
        start=start,
        end=start + len(str(claim["trigger"])),
        types=(claim["type"], *claim.get("also", ())),
        mode=claim.get("mode"),
        status=claim.get("status", "actual"),
        negated=claim.get("negated", False),
        aggregate=claim.get("aggregate", False),
        optional=claim.get("optional", False),
        actors=_elements(claim, "actors"),
        recipients=_elements(claim, "recipients"),
        means=_elements(claim, "means"),
        places=_elements(claim, "places"),
        sources=_elements(claim, "sources"),
        time=None if time is None else str(time),
        counts={kind: (low, high) for kind, (low, high) in claim.get("counts", {}).items()},
        number=claim.get("number"),
    )


def _anchor(trigger: str, around: str | None, text: str) -> int:
    """Where the trigger starts; ``around`` is a stretch of the text that holds it."""
    where = around or trigger
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(where)}(?!\w)", text)]
    inner = where.find(trigger)
    if len(found) != 1 or inner < 0:
        raise ValueError(f"{where!r} stands {len(found)} times in the text")
    return found[0] + inner


def _elements(claim: dict[str, Any], field: str) -> tuple[Element, ...]:
    written = (e["text"] if isinstance(e, dict) else e for e in claim.get(field, ()))
    return tuple(_element(e, with_role=field == "places") for e in written)


def _element(written: str, with_role: bool) -> Element:
    role, rest = written.split(": ", 1) if with_role else (None, written)
    text, _, name = rest.partition(" = ")
    return Element(text.lstrip("^"), name or text.lstrip("^"), text.startswith("^"), role)


def compare(expected: Sequence[Marked], claims: Sequence[Claim]) -> Score:
    """Pair claims with marked ones: same type, and triggers that touch; then same type in the same sentence."""
    left = list(expected)
    free = list(claims)
    pairs: list[tuple[Marked, Claim]] = []
    for touches in (_triggers_touch, _same_sentence):
        for mark in list(left):
            claim = next((c for c in free if c.type in mark.types and touches(mark, c)), None)
            if claim is not None:
                pairs.append((mark, claim))
                left.remove(mark)
                free.remove(claim)
    return Score([p for p in pairs if not p[0].optional], [m for m in left if not m.optional], free)


def _triggers_touch(mark: Marked, claim: Claim) -> bool:
    return mark.start < claim.trigger.end and claim.trigger.start < mark.end


def _same_sentence(mark: Marked, claim: Claim) -> bool:
    return claim.sentence.start <= mark.start < claim.sentence.end


def agreement(score: Score) -> dict[str, tuple[int, int]]:
    """For each field, how many of the matched claims have it right: (right, of). Lists count as right where each
    marked element touches a found one in words, and nothing is found where nothing is marked."""
    right: Counter[str] = Counter()
    for mark, claim in score.pairs:
        right["type"] += claim.type == mark.types[0]
        right["status"] += claim.status == mark.status
        right["mode"] += claim.mode == mark.mode
        right["aggregate"] += claim.aggregate == mark.aggregate
        right["actors"] += _agree(mark.actors, [(s.text, s.name) for s in claim.actors])
        right["recipients"] += _agree(mark.recipients, [(s.text, s.name) for s in claim.recipients])
        right["places"] += _agree(mark.places, [(s.text, s.name) for s in claim.places])
        right["sources"] += _agree(mark.sources, [(s.text, s.name) for s in claim.sources])
        right["counts"] += mark.counts == {k: (c.low, c.high) for k, c in claim.counts.items()}
        right["time"] += _days(mark.time) == (claim.time and (claim.time.earliest, claim.time.latest))
    return {field: (n, len(score.pairs)) for field, n in right.items()}


def _agree(wanted: Sequence[Element], found: Sequence[tuple[str, str | None]]) -> bool:
    bags = [_words(text) | _words(name or "") for text, name in found]
    if not wanted:
        return not bags
    return all(any(bag & (_words(w.text) | _words(w.name)) for bag in bags) for w in wanted)


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.lower()) if w not in {"the", "a", "an", "of", "in", "and", "to", "on"}}


def _days(time: str | None) -> tuple[str, str] | None:
    """First and last day of a marked time: a day, a month, a year, or "first/last"."""
    if time is None:
        return None
    first, _, last = time.partition("/")
    return _first(first), _last(last or first)


def _first(part: str) -> str:
    return part + "-01-01"[len(part) - 4 :]


def _last(part: str) -> str:
    if len(part) == 4:
        return f"{part}-12-31"
    if len(part) == 7:
        return f"{part}-{monthrange(int(part[:4]), int(part[5:]))[1]}"
    return part


def read_entry(entry: dict[str, Any]) -> tuple[Reading, Score]:
    """Read the entry's report and compare. Raises ``ValueError`` where the report cannot be read."""
    options = Options(date=str(entry["date_option"])) if "date_option" in entry else Options()
    outcomes = list(read_paths([str(SAMPLES / str(entry["file"]))], options, jobs=1))
    reading = outcomes[int(entry.get("record", 0))]
    if not isinstance(reading, Reading):
        raise ValueError(f"{entry['file']} could not be read: {reading.error}")
    return reading, compare(marked(entry, reading.report.text), reading.claims)


def _main() -> None:
    found: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for entry in entries():
        reading, score = read_entry(entry)
        print(f"\n{entry['file']} {entry.get('record', '')}")
        for mark in score.missed:
            print(f"  missed  {mark.types[0]:9} {mark.status:9} {mark.trigger}")
        for claim in score.extra:
            where = reading.report.text[claim.sentence.start : claim.sentence.end]
            print(f"  extra   {claim.type:9} {claim.status:9} {claim.trigger.text}  in  {where[:90]!r}")
        found.update(m.types[0] for m, _ in score.pairs)
        missed.update(m.types[0] for m in score.missed)
        extra.update(c.type for c in score.extra)
        fields.update({field: n for field, (n, _) in agreement(score).items()})
    print(f"\n{'':10} found missed extra")
    for kind in sorted(found | missed | extra):
        print(f"{kind:10} {found[kind]:5} {missed[kind]:6} {extra[kind]:5}")
    hits, misses, extras = found.total(), missed.total(), extra.total()
    print(f"all: found {hits}, missed {misses}, extra {extras}, F1 {200 * hits / (2 * hits + misses + extras):.1f}")
    for field, n in fields.items():
        print(f"  {field:10} right in {100 * n / hits:.0f} % of those found")


if __name__ == "__main__":
    _main()
