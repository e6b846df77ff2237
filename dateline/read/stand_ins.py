"""Words that an uncased encoder would misread, and what it reads in their place."""

from __future__ import annotations

from collections.abc import Sequence

ACRONYMS = {"IS": "ISIS", "WHO": "UNICEF"}
"""Acronyms that are words in small letters, each with a name of its sort."""
LAST_PART = "News"
"""Read for a capital that ends a name ("Channel A"): alone it would be an article or the initial of a new name."""


def stood_in(text: str, words: Sequence[tuple[int, int]], forms: Sequence[str]) -> list[str]:
    """The forms as the encoder is to see them. Only for text whose casing tells something; offsets are not touched."""
    return [
        LAST_PART if len(f) == 1 and _ends_name(text, words, forms, i) else ACRONYMS.get(f, f)
        for i, f in enumerate(forms)
    ]


def _ends_name(text: str, words: Sequence[tuple[int, int]], forms: Sequence[str], i: int) -> bool:
    """Whether word ``i``, a lone sign, is a capital right behind two capitalised words, and before no further name
    word."""
    if not forms[i].isupper() or i < 2:
        return False
    if not all(f[:1].isupper() and f[1:].islower() and f.isalpha() for f in forms[i - 2 : i]):
        return False
    if text[words[i - 2][1] : words[i - 1][0]] != " " or text[words[i - 1][1] : words[i][0]] != " ":
        return False
    return i + 1 == len(forms) or not forms[i + 1][:1].isupper()
