"""When and where an incident happened, as far as the sentences around what takes part in it say."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from dateline.read.document import Document
from dateline.read.incidents import Incident
from dateline.read.tree import Tree
from dateline.values import Mention, Time
from dateline.work.timing import Timeline

_BACK = 3
"""Sentences before the incident's own in which its day and place are still looked for."""


class Setting(Struct, frozen=True):
    """The days on which an incident may have happened (ISO, None: open), and the name of a place; None: not found."""

    earliest: str | None = None
    latest: str | None = None
    place: Mention | None = None


def settings(document: Document, incidents: Sequence[Incident]) -> list[Setting]:
    """The setting of each incident: looked for in the sentence with most of what takes part in it, then in the others
    with any of it, then in the sentences before. Without a day, it was on or before the report's; without a place, at
    the one named most often."""
    if not incidents:
        return []
    starts = [s.start for s in document.sentences]
    times: dict[int, list[Time]] = {}
    for time in Timeline(document, Tree(document), ()).times:
        if time.earliest or time.latest:
            times.setdefault(_sentence(starts, time.start), []).append(time)
    places: dict[int, list[Mention]] = {}
    for mention in document.mentions:
        if mention.kind == "place" and mention.named:
            places.setdefault(_sentence(starts, mention.start), []).append(mention)
    often = _most_often(document, [m for own in places.values() for m in own])
    made: list[Setting] = []
    for incident in incidents:
        order = _order(starts, incident)
        day = next((t for s in order for t in times.get(s, ())), None)
        place = next((p for s in order for p in places.get(s, ())), often)
        earliest, latest = (day.earliest, day.latest) if day is not None else (None, document.report.published)
        made.append(Setting(earliest, latest, place))
    return made


def _most_often(document: Document, places: Sequence[Mention]) -> Mention | None:
    """The first mention of the place that is named most often, of several the first."""
    names = [document.text[p.start : p.end].lower() for p in places]
    counts = Counter(names)
    return max(places, key=lambda p: (counts[document.text[p.start : p.end].lower()], -p.start), default=None)


def _order(starts: list[int], incident: Incident) -> list[int]:
    """Sentences to look in, the best first."""
    weight: dict[int, float] = {}
    for own in incident.fillers:
        for filler in own:
            sentence = _sentence(starts, filler.start)
            weight[sentence] = weight.get(sentence, 0.0) + filler.confidence
    first = sorted(weight, key=lambda s: (-weight[s], s)) or [0]
    back = [s - k for s in first[:1] for k in range(1, _BACK + 1) if s >= k]
    return list(dict.fromkeys([*first, *back]))


def _sentence(starts: list[int], at: int) -> int:
    return max(0, bisect_right(starts, at) - 1)
