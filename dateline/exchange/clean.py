"""Text as files of other programs can hold it: no control characters; the direction of writing is left as it is."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Controls (C0 but tab and line ends, DEL, C1), lone surrogates, and what XML 1.0 refuses."""


def text(value: str) -> str:
    """Text without control characters, lines ended by a line feed."""
    return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def line(value: str) -> str:
    """Text on one line: all white space a single space, no control characters."""
    return " ".join(_CONTROL.sub("", value).split())
