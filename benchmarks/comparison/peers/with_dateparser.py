"""dateparser's ``search_dates``, English, counted from the day of the text. It gives a moment each, and not where the
words stand; a preposition before them ("on Monday") is left out, since the corpus leaves it out. Answers: [start, end,
first day, last day], here one day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

_BEFORE = re.compile(r"(?:on|in|at|by|of|from|since|until|during)\s+", re.IGNORECASE)


def load() -> Callable[[dict[str, Any]], Any]:
    """Loads the library."""
    from dateparser.search import search_dates

    def respond(request: dict[str, Any]) -> list[list[Any]]:
        day = request.get("day")
        settings = {"RELATIVE_BASE": datetime.fromisoformat(day)} if day else {}
        return spans(request["text"], search_dates(request["text"], languages=["en"], settings=settings) or ())

    return respond


def spans(text: str, found: Iterable[tuple[str, datetime]]) -> list[list[Any]]:
    """Where the words stand: each is looked for behind the one before it."""
    answer: list[list[Any]] = []
    at = 0
    for words, moment in found:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            before = _BEFORE.match(words)
            start += before.end() if before else 0
            day = moment.date().isoformat()
            answer.append([start, at, day, day])
    return answer
