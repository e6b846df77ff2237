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
from dateline.assess.outlook.answer import NONE, Answer, Base, Confidence, answer
from dateline.assess.outlook.gaps import CALIBRATION, gaps
from dateline.assess.outlook.levers import levers
from dateline.assess.outlook.lines import Grades, Line, Quote, Telling, lines
from dateline.assess.outlook.regime import Settings
from dateline.assess.outlook.settings import settings as shipped
from dateline.assess.outlook.weighing import Weighed, weigh
from dateline.assess.outlook.yardstick import word
from dateline.values import Place

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
    every = signs(events, subject)
    undated = [s for s in every if s.when is None]
    days = reports if reports is not None else {t.report.report: t.report.published for k in events for t in k.told}
    until = until or last_day(every, days.values())
    dated = within(every, None, until)
    since = since or _beginning(dated, until)
    here = within(dated, since, until)
    shown = here or undated
    weighed = weigh(shown, subject)
    view = None if since is None or until is None or since > until else seen(events, here, since, until, days)
    found = _judged(weighed, view, until, here, set_to)
    named = [p for s in shown for p in s.places]
    called = placed.names(named)
    telling = Telling(subject, called, quote, grades)
    return Outlook(
        actor=subject.name,
        id=subject.id,
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
        scope=placed.scope(named),
        for_=lines(weighed, "for", telling, set_to),
        against=lines(weighed, "against", telling, set_to),
        missing=(*gaps(weighed, undated, view, found.answer, called, subject), CALIBRATION),
        answer=found.answer.word,
        probability=None if found.answer.probability is None else word(found.answer.probability)[1:],
        confidence=found.answer.confidence,
        would_change_it=levers(weighed, view.weeks if view else (), found.courses, found.answer, set_to),
        because=found.answer.because,
        calibration=CALIBRATION,
        indicators=found.courses,
    )


class _Judged(Struct, frozen=True):
    answer: Answer
    courses: tuple[Series, ...]


def _judged(
    weighed: Sequence[Weighed], view: Seen | None, until: date | None, here: Sequence[Sign], settings: Settings
) -> _Judged:
    if view is None or until is None or not here:
        why = "no day is known of any evidence" if weighed else "no report of the period says anything of it"
        return _Judged(Answer(NONE, None, "low", (why,), Base(0.0, 0, 0, 0, 0.0, None), ()), ())
    courses = series(here, view)
    return _Judged(answer(weighed, view.weeks, until, courses, settings), courses)


def _beginning(dated: Sequence[Sign], until: date | None) -> date | None:
    """26 weeks before ``until``, or the first evidence after that."""
    if until is None:
        return None
    first = before(until, PERIOD)
    days = [s.when.earliest for s in within(dated, first, until) if s.when is not None]
    return max(first, min(days)) if days else first
