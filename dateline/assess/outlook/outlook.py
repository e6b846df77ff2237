"""The outlook of an armed actor: what speaks for its decline and against it, what is missing, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from dateline.assess.indicators import placed
from dateline.assess.indicators.known import Known, Sign
from dateline.assess.indicators.series import Seen, Series, before, last_day, seen, series, within
from dateline.assess.indicators.signs import signs
from dateline.assess.indicators.subject import Subject
from dateline.assess.indicators.table import Key
from dateline.assess.outlook.answer import NONE, Answer, Base, Confidence, answer
from dateline.assess.outlook.gaps import CALIBRATION, gaps
from dateline.assess.outlook.levers import levers
from dateline.assess.outlook.lines import Grades, Line, Quote, Telling, lines
from dateline.assess.outlook.regime import Settings
from dateline.assess.outlook.settings import settings as shipped
from dateline.assess.outlook.weighing import Weighed, weigh
from dateline.assess.outlook.yardstick import word
from dateline.values import Place

_ELSEWHERE: frozenset[Key] = frozenset({"alliances", "agreements", "concessions", "support-lost"})
"""What is done in capitals far from where it bears: its places do not widen the scope."""
PERIOD = 26
"""Weeks before the last day that are looked at where no other beginning is asked for."""


class Outlook(Struct, frozen=True, rename={"for_": "for"}):
    """The answer with all it rests on. ``answer`` is to the statement that the actor declines in the places of
    ``scope``, and in no others, at the end of the period: that it is weaker a month later than two months before.
    ``probability`` is the range of the answer's word on the yardstick of ICD 203, None where it cannot be judged;
    ``because`` then says why. ``for`` and ``against`` hold the evidence, that which weighs most first."""

    actor: str
    id: str | None
    since: str | None
    until: str | None
    scope: tuple[Place, ...]
    for_: tuple[Line, ...]
    against: tuple[Line, ...]
    missing: tuple[str, ...]
    answer: str
    probability: tuple[float, float] | None
    confidence: Confidence
    would_change_it: tuple[str, ...]
    because: tuple[str, ...]
    calibration: str
    indicators: tuple[Series, ...]


class Gathered(Struct, frozen=True):
    """What there is to judge by: signs of the period (where none is dated, those without a date) weighed, those
    without a date, the period, how much of its weeks can be seen, and the indicators."""

    weighed: tuple[Weighed, ...]
    undated: tuple[Sign, ...]
    since: date | None
    until: date | None
    view: Seen | None
    courses: tuple[Series, ...]

    @property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of the period's weeks."""
        return self.view.weeks if self.view is not None else ()


def gather(
    subject: Subject,
    events: Sequence[Known],
    since: date | None = None,
    until: date | None = None,
    reports: Mapping[str, str | None] | None = None,
) -> Gathered:
    """All that ``events`` say of ``subject`` within the period; arguments as for :func:`outlook`."""
    every = signs(events, subject)
    undated = tuple(s for s in every if s.when is None)
    days = reports if reports is not None else {t.report.report: t.report.published for k in events for t in k.told}
    until = until or last_day(every, days.values())
    since = since or _beginning(within(every, None, until), until)
    here = within(every, since, until)
    view = None
    if here and since is not None and until is not None:
        view = seen(events, here, since, until, days)
    courses = () if view is None else series(here, view)
    return Gathered(tuple(weigh(here or undated, subject)), undated, since, until, view, courses)


def judge(found: Gathered, settings: Settings) -> Answer:
    """The answer that is in it, or why there is none."""
    if found.view is None or found.until is None:
        why = "no day is known of any evidence" if found.weighed else "no report of the period says anything of it"
        return Answer(NONE, None, "low", (why,), Base(0.0, 0, 0, 0, 0.0, None), ())
    return answer(found.weighed, found.view.weeks, found.until, found.courses, settings)


def outlook(
    subject: Subject,
    events: Sequence[Known],
    since: date | None = None,
    until: date | None = None,
    *,
    reports: Mapping[str, str | None] | None = None,
    quote: Quote = lambda told: None,
    grades: Grades = lambda outlet: "F",
    settings: Settings | None = None,
) -> Outlook:
    """How ``subject`` fares by ``events``, within the period (by default the 26 weeks to the last day that anything is
    known of). ``reports``: day of publication by report, of all that are at hand, to tell how much can be seen of a
    week (by default those of ``events``); ``quote`` gives a claim's sentence, ``grades`` an outlet's letter."""
    set_to = settings or shipped()
    found = gather(subject, events, since, until, reports)
    given = judge(found, set_to)
    called = placed.names([p for w in found.weighed for p in w.sign.places])
    telling = Telling(subject, called, quote, grades)
    return Outlook(
        actor=subject.name,
        id=subject.id,
        since=found.since.isoformat() if found.since else None,
        until=found.until.isoformat() if found.until else None,
        scope=placed.scope([p for w in found.weighed if w.sign.indicator not in _ELSEWHERE for p in w.sign.places]),
        for_=lines(found.weighed, "for", telling, set_to),
        against=lines(found.weighed, "against", telling, set_to),
        missing=(*gaps(found.weighed, found.undated, found.view, given, called, subject), CALIBRATION),
        answer=given.word,
        probability=None if given.probability is None else word(given.probability)[1:],
        confidence=given.confidence,
        would_change_it=levers(found.weighed, found.weeks, found.courses, given, set_to),
        because=given.because,
        calibration=CALIBRATION,
        indicators=found.courses,
    )


def _beginning(dated: Sequence[Sign], until: date | None) -> date | None:
    """26 weeks before ``until``, or the first evidence after that."""
    if until is None:
        return None
    first = before(until, PERIOD)
    days = [s.when.earliest for s in within(dated, first, until) if s.when is not None]
    return max(first, min(days)) if days else first
