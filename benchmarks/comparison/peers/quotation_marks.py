"""A plain baseline of who says what: text between quotation marks, the verb of saying beside it, and the words before
or behind that verb. No parser, no model. Answers: [source, cue, content] each, lists of [start, end]."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_QUOTED = re.compile(r'“[^“”\n]{3,2000}”|"[^"\n]{3,2000}"')
_SAYS = (
    "said|says|say|saying|told|tells|added|adds|announced|argued|asked|claimed|claims|commented|confirmed|"
    "explained|insisted|noted|quoted|replied|reported|stated|states|stressed|tweeted|warned|wrote|writes"
)
_WORD = r"(?:[A-Z][a-z]{0,3}\.|[\w’'-]+)"
_WHO = rf"(?:(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sen|Rep|Gov)\.\s+)?(?:{_WORD}\s+){{0,6}}?{_WORD}"
_STOP = r"(?=[,.;:“”\"]|\Z|\s(?:in|on|at|to|that|who|during|after|when|as|by|for|from|last|while|with)\b)"
_SAID_WHO = re.compile(rf"\A[\s,]*(?P<cue>{_SAYS})\s+(?P<who>{_WHO}){_STOP}")
_WHO_SAID = re.compile(rf"\A[\s,]*(?P<who>{_WHO})\s+(?P<cue>{_SAYS})\b")
_BEFORE = re.compile(rf"(?:\A|[.!?”\"]\s+|,\s+)(?P<who>{_WHO})\s+(?P<cue>{_SAYS})\b[^.!?”\"]{{0,60}}\Z")
_GOES_ON = re.compile(r"[,?!][”\"]\Z")
_AROUND = 160
"""Characters on either side of a quotation in which its verb is looked for."""


def load() -> Callable[[dict[str, Any]], Any]:
    """Nothing is to be loaded."""
    return lambda request: quotations(request["text"])


def quotations(text: str) -> list[list[list[list[int]]]]:
    """Every quotation in order, without source and cue where no verb of saying stands beside it."""
    return [[*_speaker(text, *match.span()), [list(match.span())]] for match in _QUOTED.finditer(text)]


def _speaker(text: str, start: int, end: int) -> list[list[list[int]]]:
    """Source and cue of the quotation at ``start`` to ``end``: behind it in the same line where its sentence goes on,
    else before it."""
    if _GOES_ON.search(text[start:end]):
        behind = text[end : end + _AROUND].split("\n", 1)[0]
        for pattern in (_SAID_WHO, _WHO_SAID):
            if found := pattern.search(behind):
                return [[[end + found.start(part), end + found.end(part)]] for part in ("who", "cue")]
    low = max(0, start - _AROUND, text.rfind("\n", 0, start) + 1)
    if found := _BEFORE.search(text[low:start]):
        return [[[low + found.start(part), low + found.end(part)]] for part in ("who", "cue")]
    return [[], []]
