"""What all sections of a brief share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.assess.brief import grade, sentence
from dateline.assess.brief.cites import Cites
from dateline.assess.brief.plain import number
from dateline.assess.brief.ranking import by_day, rank
from dateline.assess.brief.values import Given, Line, Lines, Material
from dateline.assess.indicators import placed


class Context:
    """The material, what places are called in it, and the numbers given so far. ``until``: the last day of the brief:
    that which was asked for, else that of the newest report."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.events = tuple(sorted(material.events, key=by_day))
        self.until = material.asked.until or material.stock.last
        self.cites = Cites(material.backings)
        places = [p for g in self.events for one in g.told for p in one.claim.places]
        self.called = placed.names(places + [h.place for h in material.holdings])
        self._known_as = {p.name: self.called[p.id] for p in places if p.name and p.id}

    def line(self, given: Given, quoted: bool = True) -> Line:
        """An event as a statement."""
        return Line(
            sentence.told(given, self.called),
            self.cites.of(sentence.behind(given)),
            sentence.quote(given) if quoted else None,
            grade.note(given, self.called),
        )

    def lines(self, events: Iterable[Given], title: str | None, most: int, quoted: bool = True) -> Lines:
        """Those events that matter most, in the order of their days."""
        every = list(events)
        kept = sorted(sorted(every, key=lambda g: (-rank(g), by_day(g)))[:most], key=by_day)
        return Lines(tuple(self.line(one, quoted) for one in kept), title, more(len(every) - len(kept)))

    def name(self, written: str) -> str:
        """What a place is called here, by its name in the gazetteer; any other text as it is."""
        return self._known_as.get(written, written)

    def place(self, given: Given) -> str:
        """What to call the place of an event; empty where there is none."""
        at = given.event.place
        return sentence.where_called(at, self.called) if at is not None else ""


def more(left: int) -> str | None:
    """What is said of events that a list leaves out."""
    return f"{number(left, 'further event')}; `dateline events` lists them all." if left > 0 else None


def cell(text: str, cites: Sequence[int] = ()) -> Line:
    """A cell of a table."""
    return Line(text, tuple(cites))
