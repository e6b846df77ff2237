"""What a mention looks like, for finding what it refers back to: pronoun, name or description; number, gender, sort."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from dateline.read.document import Document
from dateline.read.lists import words as word_list
from dateline.read.quotations import quotations
from dateline.read.tree import Tree
from dateline.values import Mention

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})
THIRD = HE | SHE | THEY | IT
SPEAKERS = frozenset("i me my mine myself we us our ours ourselves you your yours yourself".split(" "))
_PERSONAL = THIRD | SPEAKERS
_SINGULAR = HE | SHE | IT
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_IRREGULAR_PLURALS = frozenset(
    "men women people children police militiamen gunmen clergy troops forces policemen servicemen fishermen "
    "businessmen tribesmen spokesmen cattle staff wives lives thieves media youths".split(" ")
)


class Features(Struct, frozen=True):
    """A mention's features. ``sort``: "person", "people", "body" (organisations and armed actors), "place", "other".
    ``style``: "name", "pronoun", "definite", "possessed", "other". ``words``: lemmas of the modifiers in the noun
    phrase; ``plain``: none of them restricts what it may mean."""

    index: int
    start: int
    end: int
    head: int
    sentence: int
    form: str
    lemma: str
    style: str
    sort: str
    plural: bool | None
    gender: str | None
    words: frozenset[str]
    plain: bool
    subject: bool


class Seen(NamedTuple):
    """What all mentions of a document look like, in its order, and whether they stand in a quotation; ``mentions``:
    those that were looked at."""

    mentions: tuple[Mention, ...]
    features: list[Features]
    quoted: list[bool]


def seen(document: Document, tree: Tree) -> Seen:
    """What the mentions of a document look like."""
    return Seen(document.mentions, features(document, tree), quoted(document))


def seen_again(document: Document, tree: Tree, before: Seen | None) -> Seen:
    """The same for a document of which the mentions are known but for what they stand for, and some for their kind."""
    if before is None:
        return seen(document, tree)
    known = [
        old if one.kind == was.kind else _of(document, tree, i, one, head)
        for i, (one, was, old, head) in enumerate(
            zip(document.mentions, before.mentions, before.features, document.mention_heads, strict=True)
        )
    ]
    return Seen(document.mentions, known, before.quoted)


def features(document: Document, tree: Tree) -> list[Features]:
    """The features of every mention, in the document's order."""
    return [_of(document, tree, i, m, h) for i, (m, h) in enumerate(_pairs(document))]


def quoted(document: Document) -> list[bool]:
    """For every mention, in the document's order, whether it stands in a quotation."""
    spans = [piece for q in quotations(document.text) if q.depth == 0 for piece in q.pieces]
    starts = [start for start, _ in spans]
    found = []
    for mention in document.mentions:
        i = bisect_right(starts, mention.start) - 1
        found.append(i >= 0 and mention.start < spans[i][1])
    return found


def _pairs(document: Document) -> list[tuple[Mention, int]]:
    return list(zip(document.mentions, document.mention_heads, strict=True))


def _of(document: Document, tree: Tree, index: int, mention: Mention, head: int) -> Features:
    form, lemma = tree.form[head], tree.lemma[head]
    lower = document.text[mention.start : mention.end].islower()
    pronoun = tree.pos[head] == "PRON" or (form in _PERSONAL and (lower or tree.pos[head] == "DET"))
    plural = None if mention.named and mention.kind != "person" else _plural(form, lemma, tree.pos[head])
    if mention.kind in {"person", "group"} and _joins(document, mention, tree, head):
        plural = True
    if pronoun:
        style = "pronoun"
        plural = True if form in THEY else False if form in _SINGULAR else None
    elif mention.named:
        style = "name"
    elif any(tree.base[k] == "det" and tree.form[k] in DEFINITE for k in tree.kids[head]):
        style = "definite"
    else:
        style = "possessed" if any(tree.rel[k] == "nmod:poss" for k in tree.kids[head]) else "other"
    words, plain = _modifiers(tree, head)
    return Features(
        index, mention.start, mention.end, head, document.words[head].sentence, form, lemma, style,
        _sort(mention.kind, plural, lemma, form, pronoun), plural, gender(document, tree, mention, head), words, plain,
        tree.base[head] == "nsubj" or (tree.base[head] == "root" and tree.pos[head] != "VERB"),
    )  # fmt: skip


def _joins(document: Document, mention: Mention, tree: Tree, head: int) -> bool:
    """Whether a mention names several: "Higuchi, her mother and her sister"."""
    words = document.words
    return any(tree.base[k] == "conj" and mention.start <= words[k].start < mention.end for k in tree.kids[head])


@lru_cache(maxsize=4096)
def _plural(form: str, lemma: str, pos: str) -> bool:
    if form in _IRREGULAR_PLURALS or (form.endswith("men") and lemma.endswith("man")):
        return True
    return pos in {"NOUN", "PROPN"} and form != lemma and form.endswith("s") and not form.endswith(("’s", "'s"))


@lru_cache(maxsize=4096)
def _sort(kind: str, plural: bool | None, lemma: str, form: str, pronoun: bool) -> str:
    if pronoun and form in HE | SHE:
        return "person"
    if kind == "armed-actor" and not pronoun and lemma in word_list("person_nouns"):
        return "people" if plural else "person"
    if kind in {"organisation", "armed-actor"}:
        return "people" if plural and not pronoun and lemma in word_list("fighters") else "body"
    if kind in {"person", "group"}:
        return "people" if plural or kind == "group" else "person"
    if kind in {"place", "facility"}:
        return "place"
    return "other"


def gender(document: Document, tree: Tree, mention: Mention, head: int) -> str | None:
    """ "m" or "f" where a pronoun, a title, a noun or a well-known first name tells; else ``None``."""
    form = tree.form[head]
    if form in HE:
        return "m"
    if form in SHE:
        return "f"
    if mention.kind not in {"person", "group"}:
        return None
    if tree.lemma[head] in word_list("men"):
        return "m"
    if tree.lemma[head] in word_list("women"):
        return "f"
    if not mention.named:
        return None
    words = [w.strip("“\"'‘(") for w in document.text[mention.start : mention.end].lower().split()[:6]]
    modifiers = (k for k in tree.kids[head] if k < head and tree.base[k] in {"compound", "flat", "nmod", "amod"})
    words += [tree.form[k] for k in modifiers]
    return _gender_of(tuple(words))


def _gender_of(words: tuple[str, ...]) -> str | None:
    for word in words:
        if word in word_list("female_titles"):
            return "f"
        if word in word_list("male_titles"):
            return "m"
        if word in word_list("women"):
            return "f"
        if word in word_list("men"):
            return "m"
    first = next((w for w in words if w not in word_list("titles") and len(w) > 2 and not w.endswith(".")), None)
    if first is None or len(words) < 2:
        return None
    if first in word_list("female_names"):
        return "f"
    return "m" if first in word_list("male_names") else None


def _modifiers(tree: Tree, head: int) -> tuple[frozenset[str], bool]:
    """Content words below a head noun, and whether none of them restricts what it means (adjectives that only describe
    an armed actor do not)."""
    found: set[str] = set()
    plain = True
    for kid in tree.kids[head]:
        base = tree.base[kid]
        if base in {"amod", "compound", "nummod", "nmod"}:
            found.add(tree.lemma[kid])
            if base == "nmod" or tree.lemma[kid] not in word_list("epithets"):
                plain = False
            found.update(tree.lemma[k] for k in tree.kids[kid] if tree.base[k] in {"amod", "compound", "flat"})
        elif base == "acl" and not (
            head + 1 < len(tree) and tree.form[head + 1] == ","
        ):  # what a comma sets off only adds
            plain = False
    return frozenset(found), plain


def roles(tree: Tree, feature: Features) -> set[str]:
    """The nouns that say what someone is: "media activist Khabat Hisso", "the city of Raqqa"."""
    found: set[str] = set()
    if feature.style in {"definite", "other", "possessed"} and tree.pos[feature.head] == "NOUN":
        found.add(feature.lemma)
    if feature.style != "name":
        return found
    for kid in tree.kids[feature.head]:
        titled = tree.pos[kid] == "PROPN" and tree.lemma[kid] in word_list("person_nouns")
        if (titled or tree.pos[kid] == "NOUN") and tree.base[kid] in {"compound", "appos", "nmod", "flat"}:
            found.add(tree.lemma[kid])
    up = tree.head[feature.head]
    bound = tree.base[feature.head] in {"appos", "flat"} or tree.case(feature.head) == "of"
    if bound and tree.lemma[up] in word_list("settlements"):
        found.add(tree.lemma[up])
    return found
