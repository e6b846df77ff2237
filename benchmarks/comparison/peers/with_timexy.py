"""timexy, a component of spaCy with rules for dates. Answers: [start, end, first day, last day], null where its value
is no day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

_DAY = re.compile(r'value="(\d{4}-\d{2}-\d{2})T')


def load() -> Callable[[dict[str, Any]], Any]:
    """Makes the pipeline."""
    import spacy
    from timexy import Timexy  # noqa: F401 (its import makes the component known)

    nlp = spacy.blank("en")
    nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
    return lambda request: spans(nlp(request["text"]).ents)


def spans(entities: Iterable[Any]) -> list[list[Any]]:
    """The dates; durations (TIMEX3 ``DURATION``) are left out."""
    answer = []
    for one in entities:
        if 'type="DATE"' in one.kb_id_:
            value = _DAY.search(one.kb_id_)
            day = value[1] if value else None
            answer.append([one.start_char, one.end_char, day, day])
    return answer
