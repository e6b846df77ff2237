"""How something is said: "told ARA News by phone", "on condition of anonymity", in the words of the text."""

from __future__ import annotations

import re

from dateline.read.document import Document
from dateline.read.lists import verb_forms
from dateline.read.lists import words as word_list
from dateline.read.phrases import extent
from dateline.read.tree import Tree

_MOST_WORDS = 14
_UNNAMED = re.compile(
    r"\b(?:declin|ask|refus|request|preferr|wish|want|not authori[sz])ed\b[^.,;()\n]{0,60}"
    r"\b(?:named|identified|quoted|(?:his|her|their) (?:real )?names?)\b"
)
_SPACE = re.compile(r"\s+")


def manner(document: Document, tree: Tree, cue: int, source: int) -> str | None:
    """The cue with the one spoken to and the channel, as a short text; ``None`` where nothing but a plain cue."""
    parts = _parts(document, tree, cue)
    told = parts[0] if parts and parts[0].startswith(document.form(cue)) else None
    speaking = _speaking(document, tree, cue)
    if speaking:
        parts = [speaking, *(p for p in parts if p not in speaking)]
        if told is None and len(parts) == 1:
            parts = [speaking]
    anonymous = _anonymous(document, tree, cue, " ".join(parts))
    if anonymous:
        parts.append(anonymous)
    if not parts:
        return None
    return ", ".join(parts) if speaking or anonymous else " ".join(parts)


def _parts(document: Document, tree: Tree, cue: int) -> list[str]:
    """Recipient and channel phrases among the cue's own dependents: "told ARA News", "in a statement"."""
    parts: list[str] = []
    tells = verb_forms("tell").get(tree.form[cue]) is not None
    for kid in tree.kids[cue]:
        if kid < cue and tree.base[kid] not in {"obl", "nmod"}:
            continue
        base = tree.base[kid]
        bare = base in {"obl", "nmod"} and not tree.case(kid) and tree.pos[kid] == "PROPN"
        if tells and (base in {"obj", "iobj"} or bare) and tree.pos[kid] in {"PROPN", "NOUN", "PRON"} and not parts:
            parts.append(f"{document.form(cue)} {_text(document, tree, kid)}")
        elif base in {"obl", "nmod"} and not tree.rel[kid].endswith(("agent", "unmarked")):
            phrase = _text(document, tree, kid)
            if not phrase:
                continue
            if _is_channel(tree, kid):
                parts.append(phrase)
            elif tree.case(kid) == "to" and tree.pos[kid] == "PROPN" and not parts:
                parts.append(f"{document.form(cue)} {phrase}")
    return parts


def _is_channel(tree: Tree, top: int) -> bool:
    channels = word_list("channels")
    return any(tree.lemma[k] in channels or tree.form[k] in channels for k in (top, *tree.kids[top]))


def _speaking(document: Document, tree: Tree, cue: int) -> str | None:
    """ "Speaking to ARA News on the phone, a source said": the participle clause before the cue."""
    first, last = tree.bounds(cue)
    for i in range(first, min(last, first + 40)):
        if tree.form[i] in {"speaking", "talking"} and i < cue and i + 1 < last:
            if tree.form[i + 1] not in {"to", "with", "by", "on", "in", "from", "via", "through", "at"}:
                return None
            end = i + 1
            while end < min(last, i + _MOST_WORDS) and tree.form[end] not in {",", "(", ":", "said"}:
                end += 1
            text = _between(document, i, end)
            return text[:1].lower() + text[1:]
    return None


def _anonymous(document: Document, tree: Tree, cue: int, known: str) -> str | None:
    """ "under the condition of anonymity", "who asked not to be named", wherever the sentence says so."""
    first, last = tree.bounds(cue)
    if "anonym" in known:
        return None
    for i in range(first, last):
        if tree.form[i] in {"anonymity", "anonymously"} and abs(i - cue) <= 25:
            start = i
            while start > max(first, i - 6) and tree.form[start] not in {"on", "under"}:
                start -= 1
            if tree.form[start] in {"on", "under"}:
                return _between(document, start, i + 1)
            return document.form(i)
    words = document.words
    found = _UNNAMED.search(document.text, words[first].start, words[last - 1].end)
    return _SPACE.sub(" ", found.group()).strip() if found else None


def _text(document: Document, tree: Tree, top: int) -> str:
    """A dependent in the text's own words, of a long one what stands up to the end of its noun; empty where even that
    is long."""
    inside = [w for w in document.subtree(top) if tree.pos[w] != "PUNCT" or tree.form[w] in {"-", "'"}]
    above = tree.head[top]  # nothing of a dependent lies across what it depends on, whatever the parser says
    inside = [w for w in inside if (w > above) == (top > above)]
    while inside and tree.pos[inside[-1]] == "PUNCT":
        inside.pop()
    if len(inside) > _MOST_WORDS:
        end = extent(tree, top)[1]
        inside = [w for w in inside if w < end and top - w <= _MOST_WORDS]
    if not inside or len(inside) > _MOST_WORDS:
        return ""
    if any(tree.base[w] in {"acl", "ccomp", "advcl", "parataxis", "conj"} for w in inside if w != top):
        inside = [w for w in inside if w <= top]
    text = _between(document, inside[0], inside[-1] + 1)
    opens = document.sentences[document.words[inside[0]].sentence].first == inside[0]
    return text[:1].lower() + text[1:] if opens and tree.pos[inside[0]] == "ADP" else text


def _between(document: Document, first: int, last: int) -> str:
    text = document.text[document.words[first].start : document.words[last - 1].end]
    return _SPACE.sub(" ", text).strip()
