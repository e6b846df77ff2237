"""ECB+: tokenised news in topics, with cross-document coreference. Here the text that its tokens make.

Traps: files ``*ecbplus.xml`` open with the page's address and cut words at hyphens, dots and apostrophes; files
``*ecb.xml`` write quotation marks as `` and ''. The text joins the tokens again as print would have them; a sentence
without a full stop (a headline, a date) is a paragraph of its own. The split: ``DEV_TOPICS`` are dev.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from dateline.errors import UsageError

DEV_TOPICS = frozenset({2, 5, 12, 18, 21, 23, 34, 35})
_CLOSING = frozenset([",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "''", "”", "…"])
_OPENING = frozenset(["(", "[", "{", "``", "“", "‘", "$", "£", "€", "#"])
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|t|re|ve|ll|d|m))\Z", re.IGNORECASE)
_SHORT = re.compile(r"(?:[^\W\d_]|\d+)\Z")


class EcbDocument(Struct, frozen=True):
    """One document: ``words`` are (start, end) into ``text``; ``word_sentences[i]`` the corpus's number of word i's
    sentence, ``word_ids[i]`` its ``t_id``. The address line is left out of text and words."""

    id: str
    topic: int
    url: str | None
    text: str
    words: list[tuple[int, int]]
    word_sentences: list[int]
    word_ids: list[int]


def ecbplus(data: Path, split: str) -> Iterator[EcbDocument]:
    """Documents of ``split`` (train or dev), by topic and file name; ``data`` holds one folder a topic."""
    topics = sorted(int(p.name) for p in data.glob("[0-9]*") if p.is_dir()) if data.is_dir() else []
    if not topics:
        raise UsageError(f"{data}: no folders of topics there; point --data at ECB+")
    for topic in topics:
        if (topic in DEV_TOPICS) == (split == "dev"):
            for path in sorted((data / str(topic)).glob("*.xml")):
                yield _document(path, topic)


def _document(path: Path, topic: int) -> EcbDocument:
    sentences: dict[int, list[tuple[int, str]]] = {}
    for token in ET.parse(path).getroot().iter("token"):
        sentences.setdefault(int(token.get("sentence", "0")), []).append(
            (int(token.get("t_id", "0")), (token.text or "").strip())
        )
    address = sentences.get(0, [])
    url = "".join(form for _, form in address) if address and address[0][1].lower() in ("http", "https") else None
    plus = path.stem.endswith("plus")
    text, words, numbers, ids = "", [], [], []
    before: list[str] = []
    for number, tokens in sorted(sentences.items()):
        if url is not None and number == 0:
            continue
        forms = [form for _, form in tokens]
        if text:
            text += " " if before[-1] in {".", "!", "?", "''", "”", '"', "…"} else "\n\n"
        for i, gap in enumerate(_gaps(forms, plus)):
            form = {"``": '"', "''": '"'}.get(forms[i], forms[i])
            text += gap + form
            words.append((len(text) - len(form), len(text)))
            numbers.append(number)
            ids.append(tokens[i][0])
        before = forms
    return EcbDocument(path.stem, topic, url, text, words, numbers, ids)


def _gaps(forms: Sequence[str], plus: bool) -> list[str]:
    """The white space before each token of a sentence."""
    gaps, quoted = [""], False
    for i in range(1, len(forms)):
        last, form = forms[i - 1], forms[i]
        following = forms[i + 1] if i + 1 < len(forms) else ""
        quoted ^= last == '"'
        glued = (
            form in _CLOSING
            or last in _OPENING
            or _CLITIC.match(form) is not None
            or (form == '"' and quoted)
            or (last == '"' and quoted)
            or (form in ("'", "’") and (_CLITIC.match(form + following) is not None or last[-1] == "s"))
            or (last in ("'", "’") and _CLITIC.match(last + form) is not None)
        )
        if plus and not glued:
            glued = _cut_word(forms[i - 2] if i > 1 else "", last, form, following)
        gaps.append("" if glued else " ")
    return gaps


def _cut_word(before: str, last: str, form: str, following: str) -> bool:
    """Whether the corpus cut a word between ``last`` and ``form``: "multi|-|boat", "9|.|25", "a|.|m|.", "11|/|30"."""
    if form == "-":
        return last[-1].isalnum() and following[:1].isalnum() and not following[:1].isupper()
    if last == "-":
        return before[-1:].isalnum() and form[0].isalnum() and not form[0].isupper()
    if form == "/":
        return True
    if last == "/":
        return True
    if last in (".", ":", ","):
        if before.isdigit() and form.isdigit():
            return last != "," or len(form) == 3
        return last == "." and bool(_SHORT.match(before) and _SHORT.match(form)) and not before.isdigit()
    return False
