"""What is said, by whom, with which words: the value that the rules on sources pass to each other."""

from __future__ import annotations

from msgspec import Struct

Stretch = tuple[int, int]


class Saying(Struct, frozen=True):
    """Someone says something. ``source`` is the head word of the expression for who says it (``None``: the text does
    not say who); ``cue`` the word that says that it is said (``None`` for a bare colon); ``content`` what is said, as
    stretches of characters; ``certain`` where marks or fixed words show it, not the tree alone; ``origin`` is "rule",
    "quotation" or "model"."""

    source: int | None
    cue: int | None
    content: tuple[Stretch, ...]
    certain: bool = False
    origin: str = "rule"

    @property
    def size(self) -> int:
        """Characters that are said."""
        return sum(end - start for start, end in self.content)
