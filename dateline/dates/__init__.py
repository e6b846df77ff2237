"""Time expressions: found with exact offsets (``find``) and worked out to days with a precision (``resolve`` for one,
``resolve_all`` for a whole report)."""

from __future__ import annotations

from dateline.dates.expression import Expression
from dateline.dates.find import find
from dateline.dates.narrative import resolve_all
from dateline.dates.resolve import resolve

__all__ = ["Expression", "find", "resolve", "resolve_all"]
