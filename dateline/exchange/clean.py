"""Text as files of other programs can hold it: no control characters; the direction of writing is left as it is."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import asdict

V = TypeVar("V")

_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Controls (C0 but tab and line ends, DEL, C1), lone surrogates, and what XML 1.0 refuses."""


def text(value: str) -> str:
    """Text without control characters, lines ended by a line feed."""
    return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def line(value: str) -> str:
    """Text on one line: all white space a single space, no control characters."""
    return " ".join(_CONTROL.sub("", value).split())


def every(value: V) -> V:
    """A value with all texts in it, however deep, as ``text`` gives them."""
    found: Any = _every(value)
    made: V = found
    return made


def _every(value: Any) -> Any:
    if isinstance(value, str):
        return text(value) if _CONTROL.search(value) or "\r" in value else value
    if isinstance(value, tuple):
        return tuple(map(_every, value))
    if isinstance(value, dict):
        return {name: _every(one) for name, one in value.items()}
    if isinstance(value, Struct):
        return type(value)(**{name: _every(one) for name, one in asdict(value).items()})
    return value
