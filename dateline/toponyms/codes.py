"""What stands for a feature: the feature as written, to fit a tagger on, or what a tagger's weights make of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Codes(Struct, Generic[T], frozen=True):
    """``whole`` gives what stands for a feature; ``valued``, for a feature's name, what gives it by value ("aleppo" of
    "w=aleppo"), so that the many features of a value need not be written to be looked up."""

    whole: Callable[[str], T]
    valued: Callable[[str], Callable[[str], T]]


def _valued(name: str) -> Callable[[str], str]:
    return f"{name}={{}}".format


WRITTEN: Codes[str] = Codes(str, _valued)
"""Features as written."""
