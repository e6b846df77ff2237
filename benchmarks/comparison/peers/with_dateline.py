"""dateline itself, as ``dateline read`` reads: everything from words to claims. Answers: the number of claims."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any


def load() -> Callable[[dict[str, Any]], Any]:
    """Loads the model and opens the place index."""
    from dateline.values import Report
    from dateline.work.reader import load_reader

    read = load_reader()

    def respond(request: dict[str, Any]) -> int:
        digest = sha256(request["text"].encode()).hexdigest()
        return len(read(Report(digest[:32], digest, digest, request["text"], language="en")).claims)

    return respond
