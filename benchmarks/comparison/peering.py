"""Who can be asked here: dateline's own baselines always, other people's tools where their environment is there."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.comparison.process import Answered, ask, command
from dateline.errors import DatelineError, UsageError

MODULES = {
    "dateline": "with_dateline",
    "population": "population",
    "marks": "quotation_marks",
    "keywords": "keyword_coder",
    "spacy": "with_spacy",
    "blank": "blank_spacy",
    "textacy": "with_textacy",
    "geotext": "with_geotext",
    "flashgeotext": "with_flashgeotext",
    "dateparser": "with_dateparser",
    "timexy": "with_timexy",
}
"""Each system's module in ``peers/``."""
OWN = frozenset({"dateline", "population", "marks", "keywords"})
"""Those that run with dateline's own Python."""


class Peers:
    """Asks systems by name. ``python``: that of the peers' environment (``make peers``), None where there is none.
    ``failed`` tells what went wrong, by system. Raises ``UsageError`` where ``python`` is no file."""

    def __init__(self, python: Path | None = None) -> None:
        if python is not None and not python.is_file():
            raise UsageError(f"--peers {python}: no such file; make the environment with: make peers")
        self.python = python
        self.failed: dict[str, str] = {}

    def ask(self, system: str, requests: Iterable[dict[str, Any]]) -> Answered | None:
        """Answers in the order of the requests; None where the system is not there or failed."""
        python = sys.executable if system in OWN else self.python
        if python is None:
            return None
        try:
            return ask(command(python, MODULES[system]), requests)
        except DatelineError as error:
            self.failed[system] = str(error)
            print(f"comparison: {system} failed: {error}", file=sys.stderr)
            return None

    def answers(self, system: str, texts: Iterable[str]) -> list[Any] | None:
        """The answers to texts."""
        found = self.ask(system, ({"text": text} for text in texts))
        return None if found is None else found.answers
